using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>How a preset did at one horizon.</summary>
/// <param name="Rows">Bars with a forecast and a label.</param>
/// <param name="Sharpe">Of trading every bar by its forecast, after costs, annualised.</param>
public sealed record PerformanceFigures(
    int Horizon, int Rows, MetricValue RocAuc, MetricValue LogLoss, MetricValue Accuracy, MetricValue BaseRate, MetricValue Brier, MetricValue Sharpe)
{
    internal static PerformanceFigures Of(int horizon, JudgedFolds judged)
    {
        ClassificationMetrics figures = judged.Figures(judged.Rows);
        return new PerformanceFigures(
            horizon, judged.Rows.Count, figures.RocAuc, figures.LogLoss, figures.Accuracy, figures.BaseRate, figures.Brier, judged.Sharpe());
    }
}
