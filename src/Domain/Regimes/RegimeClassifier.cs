using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>
/// Gives every bar the first regime, by priority, whose conditions all hold at the bar's close. A label uses its own bar and the <see cref="WarmUp"/>
/// bars before it: none after it, and none further back. Bars that have not so many before them are unclassified.
/// </summary>
public static class RegimeClassifier
{
    public static RegimeLabels Classify(BarSeries bars, RegimeRuleSet rules, RegimeOptions options) => Evaluate(bars, rules, options).Labels;

    /// <summary>The labels together with what they came from, to explain single bars.</summary>
    public static RegimeEvaluation Evaluate(BarSeries bars, RegimeRuleSet rules, RegimeOptions options)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        RegimeRule[] enabled = [.. rules.Enabled];
        MeasureTable table = new(bars, enabled, options);
        byte[] matches = FirstMatches(enabled, table, MatchingWarmUp(enabled, options), bars.Count);
        byte[] labels = options.Hysteresis == 1 ? matches : Confirmed(matches, options, (byte)enabled.Length);
        int warmUp = WarmUp(rules, options);
        labels.AsSpan(0, Math.Min(warmUp, labels.Length)).Fill((byte)enabled.Length);
        return new RegimeEvaluation(bars, enabled, options, table, warmUp, new RegimeLabels([.. enabled.Select(rule => rule.Name)], labels));
    }

    /// <summary>
    /// How many bars must come before a bar that is classified: the lookback, a percentile window where a rule needs one, and what hysteresis remembers.
    /// </summary>
    public static int WarmUp(RegimeRuleSet rules, RegimeOptions options)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(options);
        int memory = options.Hysteresis == 1 ? 0 : options.Lookback + options.Hysteresis - 2;
        return MatchingWarmUp(rules.Enabled, options) + memory;
    }

    private static int MatchingWarmUp(IEnumerable<RegimeRule> rules, RegimeOptions options)
    {
        bool trailing = rules.SelectMany(rule => rule.Conditions).SelectMany(condition => condition.Bounds).Any(bound => bound.Threshold.IsTrailing);
        return options.Lookback + (trailing ? options.PercentileWindow - 1 : 0);
    }

    private static byte[] FirstMatches(RegimeRule[] rules, MeasureTable table, int warmUp, int count)
    {
        Comparison[][] compiled = Array.ConvertAll(rules, rule => Comparison.Of(rule, table));
        byte[] matches = new byte[count];
        matches.AsSpan().Fill((byte)rules.Length);
        for (int bar = warmUp; bar < count; bar++)
        {
            for (int rule = 0; rule < compiled.Length; rule++)
            {
                if (!AllHold(compiled[rule], bar)) continue;
                matches[bar] = (byte)rule;
                break;
            }
        }

        return matches;
    }

    private static bool AllHold(Comparison[] comparisons, int bar)
    {
        foreach (Comparison comparison in comparisons)
        {
            if (!comparison.Holds(bar)) return false;
        }

        return true;
    }

    /// <summary>
    /// A regime is taken when as many bars in a row match it as hysteresis asks, and held until another is, or until the last such run is a lookback ago.
    /// </summary>
    private static byte[] Confirmed(byte[] matches, RegimeOptions options, byte unclassified)
    {
        byte[] labels = new byte[matches.Length];
        byte held = unclassified;
        int run = 0;
        int confirmedAt = 0;
        for (int bar = 0; bar < matches.Length; bar++)
        {
            run = bar > 0 && matches[bar] == matches[bar - 1] ? run + 1 : 1;
            if (run >= options.Hysteresis)
            {
                held = matches[bar];
                confirmedAt = bar;
            }
            else if (bar - confirmedAt >= options.Lookback)
            {
                held = unclassified;
            }

            labels[bar] = held;
        }

        return labels;
    }

    /// <summary>A bound with its columns at hand, for the loop over all bars.</summary>
    private sealed class Comparison(RegimeMeasure measure, RegimeBound bound, MeasureTable table)
    {
        private readonly double[] values = table.Values(measure);
        private readonly double[]? thresholds = table.Thresholds(measure, bound.Threshold);
        private readonly double number = bound.Threshold.Value;

        public static Comparison[] Of(RegimeRule rule, MeasureTable table) =>
            [.. rule.Conditions.SelectMany(condition => condition.Bounds, (condition, bound) => new Comparison(condition.Measure, bound, table))];

        public bool Holds(int bar) => bound.Holds(values[bar], thresholds is null ? number : thresholds[bar]);
    }
}
