using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

/// <summary>The same definitions written down a second time, bar by bar with loops over the window: the oracle of the fast classifier.</summary>
internal static class NaiveRegimes
{
    public static string[] Labels(BarSeries bars, RegimeRuleSet rules, RegimeOptions options)
    {
        string[] matches = [.. Enumerable.Range(0, bars.Count).Select(bar => Match(bars, rules, options, bar))];
        return [.. Enumerable.Range(0, bars.Count).Select(bar => Held(matches, options, bar))];
    }

    public static double Measure(BarSeries bars, RegimeMeasure measure, int lookback, int bar)
    {
        if (bar < lookback) return double.NaN;
        double[] closes = bars.Close[(bar - lookback)..(bar + 1)].ToArray();
        double[] window = closes[1..];
        double[] logs = [.. window.Select(close => Math.Log(close))];
        double[] returns = [.. window.Select((close, i) => Math.Log(close) - Math.Log(closes[i]))];
        return measure.Name switch
        {
            "trend_strength" => RSquared(logs),
            "returns" => (closes[^1] / closes[0]) - 1,
            "volatility" => Math.Sqrt(returns.Sum(r => Math.Pow(r - returns.Average(), 2)) / lookback),
            "volume" => bars.Volume[bar],
            _ => 1 - (closes[^1] / window.Max()),
        };
    }

    public static double Percentile(IEnumerable<double> values, double percent)
    {
        double[] sorted = [.. values.Where(value => !double.IsNaN(value)).Order()];
        if (sorted.Length == 0) return double.NaN;
        double rank = percent * (sorted.Length - 1) / 100;
        int below = (int)Math.Floor(rank);
        int above = (int)Math.Ceiling(rank);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }

    private static string Match(BarSeries bars, RegimeRuleSet rules, RegimeOptions options, int bar)
    {
        bool trailing = rules.Enabled.Any(rule => rule.Conditions.Any(condition => condition.Bounds.Any(bound => bound.Threshold.Kind != ThresholdKind.Number)));
        if (bar < options.Lookback + (trailing ? options.PercentileWindow - 1 : 0)) return RegimeLabels.Unclassified;
        return rules.Enabled.FirstOrDefault(rule => rule.Conditions.All(condition => condition.Bounds.All(bound => Holds(bars, condition.Measure, bound, options, bar))))?.Name
            ?? RegimeLabels.Unclassified;
    }

    private static bool Holds(BarSeries bars, RegimeMeasure measure, RegimeBound bound, RegimeOptions options, int bar)
    {
        double value = Measure(bars, measure, options.Lookback, bar);
        double threshold = bound.Threshold.Value;
        if (bound.Threshold.Kind != ThresholdKind.Number)
        {
            double[] window = [.. Enumerable.Range(bar - options.PercentileWindow + 1, options.PercentileWindow).Select(t => Measure(bars, measure, options.Lookback, t))];
            threshold = bound.Threshold.Kind == ThresholdKind.Percentile
                ? Percentile(window, threshold)
                : threshold * window.Where(x => !double.IsNaN(x)).DefaultIfEmpty(double.NaN).Average();
        }

        return bound.Symbol switch
        {
            ">" => value > threshold,
            ">=" => value >= threshold,
            "<" => value < threshold,
            _ => value <= threshold,
        };
    }

    /// <summary>Looks back from the bar for the last run of equal matches that is long enough.</summary>
    private static string Held(string[] matches, RegimeOptions options, int bar)
    {
        for (int end = bar; end > bar - options.Lookback && end >= options.Hysteresis - 1; end--)
        {
            if (Enumerable.Range(end - options.Hysteresis + 1, options.Hysteresis).All(t => matches[t] == matches[end])) return matches[end];
        }

        return RegimeLabels.Unclassified;
    }

    private static double RSquared(double[] values)
    {
        // Equal closes give equal logarithms, so that the comparison is exact.
        if (values.All(value => value == values[0])) return double.NaN;
        double middle = (values.Length - 1) / 2.0;
        double mean = values.Average();
        double together = values.Select((value, t) => (value - mean) * (t - middle)).Sum();
        return together * together / (values.Sum(value => Math.Pow(value - mean, 2)) * Enumerable.Range(0, values.Length).Sum(t => Math.Pow(t - middle, 2)));
    }
}
