using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Tests.Training;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

public sealed class RecursiveRowsTests
{
    private const int Steps = 7;

    [Theory]
    [InlineData(TrainingScene.Ridge, "v1")]
    [InlineData(TrainingScene.LightGbm, "v2")]
    [InlineData(TrainingScene.Ridge, "poc16")]
    [InlineData(TrainingScene.Lstm, "poc16")]
    public async Task Forecast_SliceOfRows_EqualsTheReference(string model, string featureSystem)
    {
        ScoringCase work = ScoringScene.Case(model, ScoringScene.MarketOf("RECURUSDT", seed: 3), horizon: 1, featureSystem: featureSystem);
        using ForecastModel one = await work.Models[0].Folds[0].Open(TestContext.Current.CancellationToken);
        int report = work.AverageFolds[0].Test.Blocks[0].Rows.First;
        RowRange rows = new(report + 5, report + 45);

        double[] batch = new double[rows.Count];
        int refused = RowsOf(work).Forecast(one, rows, Steps, batch, TestContext.Current.CancellationToken);

        Assert.Equal(0, refused);
        for (int i = 0; i < batch.Length; i += 3)
        {
            BarSeries history = work.Bars.Slice(0, rows.First + i + 1);
            double expected = RecursiveForecast.Run(history, Steps, seen => OneStep(work, one, seen))[^1];
            Assert.InRange(batch[i], expected - 1e-12, expected + 1e-12);
        }

        Assert.True(batch.Distinct().Count() > batch.Length / 4, "hardly any row differs from another");
    }

    [Fact]
    public async Task Forecast_RowsInTheWarmUp_HaveNone()
    {
        ScoringCase work = ScoringScene.Case(TrainingScene.Ridge, ScoringScene.MarketOf("WARMUSDT", seed: 3), horizon: 1, featureSystem: "poc16");
        using ForecastModel one = await work.Models[0].Folds[0].Open(TestContext.Current.CancellationToken);
        int warmUp = work.Recipe.FeatureSystem.WarmUp(Timeframe.H4, work.Recipe.FeatureOptions);

        double[] batch = new double[10];
        RowsOf(work).Forecast(one, new RowRange(warmUp - 5, warmUp + 5), Steps, batch, TestContext.Current.CancellationToken);

        Assert.All(batch[..5], value => Assert.True(double.IsNaN(value)));
        Assert.All(batch[5..], value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Forecast_AnswerThatLosesEverything_EndsTheRowAndIsCounted()
    {
        ScoringCase work = ScoringScene.Case(TrainingScene.Ridge, ScoringScene.MarketOf("RUINUSDT", seed: 3), horizon: 1, featureSystem: "poc16");
        FeatureMatrix raw = ScoringScene.FeaturesOf(work, work.Bars);
        using ForecastModel ruin = new(new ScriptedModel(raw.Names, row => row == 1 ? -1 : 0.001), new(
            "none", raw.Names, new double[raw.ColumnCount], [.. Enumerable.Repeat(1.0, raw.ColumnCount)], [new RowRange(0, 1)]));

        double[] batch = new double[3];
        int refused = RowsOf(work).Forecast(ruin, new RowRange(1000, 1003), 2, batch, TestContext.Current.CancellationToken);

        Assert.Equal(1, refused);
        Assert.Equal((1.001 * 1.001) - 1, batch[0], 12);
        Assert.True(double.IsNaN(batch[1]));
        Assert.Equal(batch[0], batch[2]);
    }

    private static RecursiveRows RowsOf(ScoringCase work) =>
        new(work.Bars, ScoringScene.FeaturesOf(work, work.Bars), work.Recipe.FeatureSystem.Rows(Timeframe.H4, work.Recipe.FeatureOptions));

    private static double OneStep(ScoringCase work, ForecastModel model, BarSeries seen)
    {
        FeatureMatrix features = model.Scaler.Transform(ScoringScene.FeaturesOf(work, seen));
        double[] answer = new double[1];
        model.Model.Predict(features, new RowRange(seen.Count - 1, seen.Count), Target.Return(1), answer);
        return answer[0];
    }
}
