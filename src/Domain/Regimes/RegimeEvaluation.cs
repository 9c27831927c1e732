using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>The labels of a series and the figures they came from.</summary>
public sealed class RegimeEvaluation
{
    private readonly BarSeries bars;
    private readonly RegimeRule[] rules;
    private readonly RegimeOptions options;
    private readonly MeasureTable table;

    internal RegimeEvaluation(BarSeries bars, RegimeRule[] rules, RegimeOptions options, MeasureTable table, int warmUp, RegimeLabels labels)
    {
        this.bars = bars;
        this.rules = rules;
        this.options = options;
        this.table = table;
        WarmUp = warmUp;
        Labels = labels;
    }

    public RegimeLabels Labels { get; }

    /// <summary>The first bar that is classified.</summary>
    public int WarmUp { get; }

    /// <summary>Why the bar has its regime: every enabled rule with the values and thresholds of this bar.</summary>
    public RegimeExplanation Explain(int bar)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bar);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bar, bars.Count);
        RuleExplanation[] explained = Array.ConvertAll(rules, rule => new RuleExplanation(rule.Name, [.. rule.Conditions.SelectMany(condition => Explain(condition, bar))]));
        return new RegimeExplanation(bar, bars.OpenTime(bar), Labels.NameOf(bar), Remark(bar, explained), explained);
    }

    private IEnumerable<BoundExplanation> Explain(RegimeCondition condition, int bar)
    {
        double value = table.Values(condition.Measure)[bar];
        foreach (RegimeBound bound in condition.Bounds)
        {
            double threshold = table.Thresholds(condition.Measure, bound.Threshold)?[bar] ?? bound.Threshold.Value;
            yield return new BoundExplanation(condition.Measure, bound, Value(condition.Measure, value, bar), Threshold(threshold, bar), bound.Holds(value, threshold));
        }
    }

    private MetricValue Value(RegimeMeasure measure, double value, int bar) => MetricValue.Of(
        value,
        bar < options.Lookback ? $"a measure needs {options.Lookback} bars before it" : measure.UndefinedReason);

    private MetricValue Threshold(double threshold, int bar)
    {
        int needed = options.Lookback + options.PercentileWindow - 1;
        return MetricValue.Of(
            threshold,
            bar < needed
                ? $"a percentile or an average needs {needed} bars before it"
                : "no value in the percentile window is defined, or the result is too large for a number");
    }

    private string Remark(int bar, RuleExplanation[] explained)
    {
        if (bar < WarmUp) return $"the first {WarmUp} bars are warm-up";
        string matched = Array.Find(explained, rule => rule.Holds)?.Name ?? RegimeLabels.Unclassified;
        return Labels.NameOf(bar) == matched
            ? matched == RegimeLabels.Unclassified ? "no rule holds" : "the first rule that holds"
            : $"this bar alone is {matched}, which hysteresis takes after {options.Hysteresis} bars in a row";
    }
}
