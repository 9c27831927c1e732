using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes.Trailing;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>The columns that a rule set asks for, each computed once: measures, and the percentiles and averages they are compared with. NaN is undefined.</summary>
internal sealed class MeasureTable
{
    private readonly Dictionary<RegimeMeasure, double[]> values = [];
    private readonly Dictionary<(RegimeMeasure Measure, RegimeThreshold Threshold), double[]> thresholds = [];

    public MeasureTable(BarSeries bars, IReadOnlyList<RegimeRule> rules, RegimeOptions options)
    {
        int firstThreshold = options.Lookback + options.PercentileWindow - 1;
        foreach (IGrouping<RegimeMeasure, RegimeCondition> group in rules.SelectMany(rule => rule.Conditions).GroupBy(condition => condition.Measure))
        {
            RegimeMeasure measure = group.Key;
            double[] column = measure.Compute(bars, options.Lookback);
            values[measure] = column;
            RegimeThreshold[] wanted = [.. group.SelectMany(condition => condition.Bounds).Select(bound => bound.Threshold).Distinct()];
            AddPercentiles(measure, column, firstThreshold, options.PercentileWindow, [.. wanted.Where(threshold => threshold.Kind == ThresholdKind.Percentile)]);
            AddAverages(measure, column, firstThreshold, options.PercentileWindow, [.. wanted.Where(threshold => threshold.Kind == ThresholdKind.Average)]);
        }
    }

    public double[] Values(RegimeMeasure measure) => values[measure];

    /// <summary>Null for a number, which is the same at every bar.</summary>
    public double[]? Thresholds(RegimeMeasure measure, RegimeThreshold threshold) => threshold.IsTrailing ? thresholds[(measure, threshold)] : null;

    private void AddPercentiles(RegimeMeasure measure, double[] column, int first, int window, RegimeThreshold[] percentiles)
    {
        if (percentiles.Length == 0) return;
        double[][] columns = TrailingThresholds.Percentiles(column, first, window, Array.ConvertAll(percentiles, threshold => threshold.Value));
        for (int i = 0; i < percentiles.Length; i++) thresholds[(measure, percentiles[i])] = columns[i];
    }

    private void AddAverages(RegimeMeasure measure, double[] column, int first, int window, RegimeThreshold[] averages)
    {
        if (averages.Length == 0) return;
        double[] means = TrailingThresholds.Means(column, first, window);
        foreach (RegimeThreshold average in averages) thresholds[(measure, average)] = Array.ConvertAll(means, mean => average.Value * mean);
    }
}
