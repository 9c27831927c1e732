using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Training;

public sealed class FoldPredictionsTests
{
    private static readonly BarSeries Bars = TrainingScene.Market;
    private static readonly FoldPredictions Predictions = new(
        Bars.Symbol, Bars.Timeframe, 3, [Block(FoldPartKind.Tune, 100, 20), Block(FoldPartKind.Test, 130, 30)]);

    [Fact]
    public void Read_WhatWasWritten_IsEqual()
    {
        FoldPredictions read = FoldPredictionsFile.Read(FoldPredictionsFile.Write(Predictions));

        Assert.Equal((Predictions.Symbol, Predictions.Timeframe, Predictions.Horizon), (read.Symbol, read.Timeframe, read.Horizon));
        Assert.Equal(FoldPredictionsFile.Write(Predictions), FoldPredictionsFile.Write(read));
        Assert.Equal(Predictions.Blocks[1].ProbabilityUp, read.Blocks[1].ProbabilityUp);
        Assert.Equal(Predictions.Blocks[1].OpenTicks, read.Blocks[1].OpenTicks);
    }

    [Fact]
    public void Read_AnyByteChanged_IsRefused()
    {
        byte[] file = FoldPredictionsFile.Write(Predictions);
        for (int i = 0; i < file.Length; i++)
        {
            byte[] changed = [.. file];
            changed[i] ^= 1;
            ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => FoldPredictionsFile.Read(changed));
            Assert.StartsWith("The predictions cannot be used: ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        byte[] file = FoldPredictionsFile.Write(Predictions);

        Assert.All(Enumerable.Range(0, file.Length), length => Assert.Throws<ServerlessTrainingException>(() => FoldPredictionsFile.Read(file[..length])));
    }

    [Fact]
    public void Windows_OnBarsThatBeginLater_FindTheRowsByTheirTime()
    {
        BarSeries later = Bars.Slice(40, 1000);

        PredictionWindow window = Assert.Single(Predictions.Windows(later, "1"));

        Assert.Equal(new PredictionWindow("1", 90, 30, 60, 20), window);
    }

    [Fact]
    public void Member_WithItsWindows_MakesAPredictionSet()
    {
        MethodPredictions absent = MethodPredictions.Absent("not of this test");
        PredictionSet set = new(3, Predictions.Windows(Bars, "1"), MethodPredictions.Of(Predictions.Member("fold 1", "model")), absent, absent);

        Assert.Equal(50, set.Rows);
        Assert.Equal(Predictions.Blocks[1].ProbabilityUp, set[PredictionMethod.Direct].Members[0].ProbabilityUp[20..].ToArray());
    }

    [Fact]
    public void Windows_SeveralTestBlocks_AreOneEach()
    {
        FoldPredictions several = Predictions with
        {
            Blocks = [Block(FoldPartKind.Tune, 60, 5), Block(FoldPartKind.Tune, 200, 5), Block(FoldPartKind.Test, 100, 20), Block(FoldPartKind.Test, 300, 10)],
        };

        Assert.Equal([new PredictionWindow("4.1", 100, 20), new PredictionWindow("4.2", 300, 10)], several.Windows(Bars, "4"));
        Assert.Equal(30, several.Member("fold 4", "model").Rows);
    }

    [Fact]
    public void Windows_OnBarsWithoutTheRows_AreRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Predictions.Windows(Bars.Slice(0, 150), "1"));

        Assert.Equal(
            $"The predictions of SYNTHUSDT 1h cannot be put on these bars: their 30 rows from {TimeInterval.Text(Bars.OpenTime(130))} are not there as they were. "
            + "Train again on the bars as they are now.",
            error.Message);
    }

    [Fact]
    public void Windows_OnAnotherMarket_AreRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Predictions.Windows(TrainingScene.MarketOf("OTHERUSDT", seed: 7), "1"));

        Assert.Equal("The predictions are of SYNTHUSDT 1h and cannot be put on bars of OTHERUSDT 1h.", error.Message);
    }

    private static PredictionBlock Block(FoldPartKind part, int first, int count) => new(
        part,
        Bars.OpenTicks.Slice(first, count).ToArray(),
        [double.NaN, .. Enumerable.Range(1, count - 1).Select(i => i / (double)count)],
        [double.NaN, .. Enumerable.Range(1, count - 1).Select(i => -i / (double)count)]);
}
