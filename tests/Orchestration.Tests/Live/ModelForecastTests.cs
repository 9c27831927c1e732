using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Live;

public sealed class ModelForecastTests
{
    private const int Some = 4000;
    private static readonly ModelForecast Forecast = new(TrainingScene.Types);
    private static readonly BarSeries Bars = TrainingScene.Market;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TrainingScene.Ridge)]
    [InlineData(TrainingScene.LightGbm)]
    [InlineData(TrainingScene.Lstm)]
    public void Run_RowsThatItsTrainingPredicted_AreTheSameToTheLastBit(string model)
    {
        using TrainedFold trained = TrainingScene.Train(TrainingScene.Case(model));
        IReadOnlyDictionary<string, byte[]> files = LiveScene.Pack(trained);

        foreach (PredictionBlock block in trained.Predictions.Blocks)
        {
            DateTimeOffset[] times = [.. block.OpenTicks.Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero))];
            IReadOnlyList<ForecastRow> rows = Forecast.Run(files, Bars, times[0], times[^1].AddTicks(1), 0.5, Cancel);
            Assert.Equal(times.Zip(block.ProbabilityUp), rows.Select(row => (row.Timestamp, row.Probability)));
        }
    }

    [Fact]
    public void Run_AllBars_HasARowForEachButTheWarmUp()
    {
        IReadOnlyList<ForecastRow> rows = Forecast.Run(LiveScene.First, Bars, null, null, 0.5, Cancel);

        int first = Bars.IndexAtOrAfter(rows[0].Timestamp);
        Assert.InRange(first, 1, 500);
        Assert.Equal(Enumerable.Range(first, Bars.Count - first).Select(Bars.OpenTime), rows.Select(row => row.Timestamp));
    }

    [Fact]
    public void Run_FromAndTo_AreTheFirstIncludedAndTheFirstBehind()
    {
        IReadOnlyList<ForecastRow> rows = Forecast.Run(LiveScene.First, Bars, Bars.OpenTime(Some), Bars.OpenTime(Some + 2), 0.5, Cancel);

        Assert.Equal([Bars.OpenTime(Some), Bars.OpenTime(Some + 1)], rows.Select(row => row.Timestamp));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Run_Threshold_DividesTheRows(double threshold)
    {
        IReadOnlyList<ForecastRow> rows = Forecast.Run(LiveScene.First, Bars, Bars.OpenTime(Some), null, threshold, Cancel);

        Assert.All(rows, row => Assert.Equal((row.Probability >= threshold ? 1 : 0, Math.Abs(row.Probability - 0.5)), (row.Prediction, row.Confidence)));
        Assert.Equal(threshold == 0.5 ? 2 : 1, rows.Select(row => row.Prediction).Distinct().Count());
    }

    [Fact]
    public void Run_BarsAfterTheEndChanged_GivesTheSame()
    {
        BarSeries changed = TrainingScene.ChangedFrom(Bars, Some, 1e6);

        Assert.Equal(Run(Bars), Run(changed));

        static IReadOnlyList<ForecastRow> Run(BarSeries bars) => Forecast.Run(LiveScene.First, bars, null, Bars.OpenTime(Some), 0.5, Cancel);
    }

    [Fact]
    public void Run_NoBarInTheStretch_IsEmpty() => Assert.Empty(Forecast.Run(LiveScene.First, Bars, Bars.Span.End, null, 0.5, Cancel));

    [Fact]
    public void Run_ByteChanged_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Forecast.Run(LiveScene.Damaged(), Bars, null, null, 0.5, Cancel));

        Assert.StartsWith("The model is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BarsOfAnotherTimeframe_NamesBoth()
    {
        BarSeries daily = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = Bars.Symbol, Timeframe = Timeframe.D1, Bars = 10 }).Bars;

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Forecast.Run(LiveScene.First, daily, null, null, 0.5, Cancel));

        Assert.Equal("The model cannot forecast SYNTHUSDT: it is for bars of 1h, and these are of 1d.", error.Message);
    }

    [Fact]
    public void Run_ModelOfReturns_SaysWhatItForecasts()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Forecast.Run(LiveScene.PackWithoutDirection(), Bars, null, null, 0.5, Cancel));

        Assert.Equal("The model cannot forecast SYNTHUSDT: it forecasts return_h3; a direction is needed.", error.Message);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Run_ThresholdOutOfRange_IsRefused(double threshold) =>
        Assert.Throws<ServerlessTrainingException>(() => Forecast.Run(LiveScene.First, Bars, null, null, threshold, Cancel));
}
