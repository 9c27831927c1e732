using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Whether two presets differ in one figure, bar by bar.</summary>
/// <param name="Difference">Mean of A less B.</param>
/// <param name="Low">The interval that holds the true difference with 95 %.</param>
/// <param name="P">The probability of so large a difference by chance alone.</param>
/// <param name="AdjustedP">With Holm's correction for all figures of the comparison: what the verdict goes by.</param>
public sealed record PairedFigures(int Bars, MetricValue Difference, MetricValue StandardError, MetricValue Low, MetricValue High, MetricValue P, MetricValue AdjustedP)
{
    internal static PairedFigures Of(PairedComparison comparison) => new(
        comparison.Pairs, comparison.MeanDifference, comparison.StandardError, comparison.Low, comparison.High, comparison.PValue, comparison.PValue);
}
