using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Training;

public sealed class FoldFiguresTests
{
    private static readonly FoldCase Work = TrainingScene.Case(TrainingScene.Ridge);

    [Fact]
    public void Of_ForecastsOfOneClass_HasNoMccAndSaysWhy()
    {
        FoldFigures figures = Of((_, _) => 0.9);

        Assert.Null(figures.Metrics["mcc"]);
        Assert.Contains("There is no mcc: all predictions are of one class.", figures.Notes);
        Assert.Equal(figures.Metrics["base_rate"], figures.Metrics["accuracy"]);
    }

    [Fact]
    public void Of_NoForecastAtAll_HasNoFigureAndSaysWhy()
    {
        FoldFigures figures = Of((_, _) => double.NaN);

        Assert.All(figures.Metrics, metric => Assert.Equal(metric.Key == "report_rows" ? 0 : null, metric.Value));
        Assert.Contains($"The figures are of 0 of {Work.Fold.Test.RowCount} report rows: the others have no forecast or no label.", figures.Notes);
    }

    [Fact]
    public void Of_TheTruthAsForecast_IsPerfect()
    {
        FoldFigures figures = Of((labels, row) => labels.Values[labels.Direction][row]);

        Assert.Equal(1, figures.Metrics["accuracy"]);
        Assert.Equal(1, figures.Metrics["roc_auc"]);
        Assert.Equal(0, figures.Metrics["rmse"]);
        Assert.Equal(Work.Fold.Test.RowCount, figures.Metrics["report_rows"]);
        Assert.Empty(figures.Notes);
    }

    [Fact]
    public void Of_TheLastMoveAsForecast_IsTheNaiveLine()
    {
        FoldFigures figures = Of((_, row) => Work.Bars.Close[row] > Work.Bars.Close[row - 1] ? 1 : 0);

        Assert.Equal(figures.Metrics["naive_accuracy"], figures.Metrics["accuracy"]);
        Assert.NotEqual(figures.Metrics["majority_accuracy"], figures.Metrics["naive_accuracy"]);
    }

    [Fact]
    public void Of_RowsForecastUp_HasTheShareWhoseTakeProfitComesFirst()
    {
        FoldFigures figures = Of((_, row) => row % 3 == 0 ? 0.5 : 0.4);

        BarrierOutcome[] up = [.. Work.Fold.Test.Rows().Where(row => row % 3 == 0).Select(row => FoldLabels.Of(Work, Work.Bars).Barriers.Outcomes[row])];
        Assert.Equal((double)up.Count(outcome => outcome == BarrierOutcome.TakeProfit) / up.Length, figures.Metrics["hit_rate_tp1"]);
        Assert.InRange(figures.Metrics["hit_rate_tp1"]!.Value, 0.1, 0.9);
    }

    [Fact]
    public void Of_NoRowForecastUp_HasNoHitRateAndSaysWhy()
    {
        FoldFigures figures = Of((_, _) => 0.4);

        Assert.Null(figures.Metrics["hit_rate_tp1"]);
        Assert.Equal("no row was forecast up", figures.Reasons["hit_rate_tp1"]);
        Assert.Contains("There is no hit_rate_tp1: no row was forecast up.", figures.Notes);
    }

    private static FoldFigures Of(Func<FoldLabels, int, double> forecast)
    {
        FoldLabels labels = FoldLabels.Of(Work, Work.Bars);
        int[] rows = Work.Fold.Test.Rows();
        PredictionBlock block = new(
            FoldPartKind.Test,
            [.. rows.Select(row => Work.Bars.OpenTicks[row])],
            [.. rows.Select(row => forecast(labels, row))],
            [.. rows.Select(row => labels.Values[labels.Return][row])]);
        return FoldFigures.Of(labels, Work.Bars, new FoldPredictions(Work.Bars.Symbol, Work.Bars.Timeframe, 3, [block]));
    }
}
