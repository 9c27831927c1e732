using System.Globalization;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>
/// One comparison at one bar: the value, what the threshold was worth there, and whether it held. It does not hold where one of them is undefined.
/// </summary>
public sealed record BoundExplanation(RegimeMeasure Measure, RegimeBound Bound, MetricValue Value, MetricValue Threshold, bool Holds)
{
    /// <summary>To four significant digits: `volatility 0.006213 > 75th percentile 0.005702`.</summary>
    public override string ToString()
    {
        string threshold = Bound.Threshold.IsTrailing ? $" {Text(Threshold)}" : "";
        return $"{Measure} {Text(Value)} {(Holds ? "" : "is not ")}{Bound}{threshold}";
    }

    private static string Text(MetricValue metric) =>
        metric.Value is double value ? value.ToString("G4", CultureInfo.InvariantCulture) : $"undefined ({metric.Reason})";
}
