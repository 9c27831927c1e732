using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>How a fold, or the mean of several, did on its test. In JSON a figure is a number, or `{"value": null, "reason": "..."}`.</summary>
/// <param name="HitRateTp1">Of the bars that were forecast up, the share whose price met the take-profit before the stop and before time ran out.</param>
public sealed record JobFigures(MetricValue Accuracy, MetricValue Recall, MetricValue Precision, MetricValue F1, MetricValue RocAuc, MetricValue HitRateTp1)
{
    /// <summary>Names as outcomes and targets have them.</summary>
    internal static IReadOnlyList<string> Names { get; } = [GateCriteria.Accuracy, GateCriteria.Recall, "precision", GateCriteria.F1, GateCriteria.RocAuc, "hit_rate_tp1"];

    internal static JobFigures Of(FoldOutcome outcome) => Of(name => Figure(outcome, name));

    /// <summary>None of them, for one reason.</summary>
    internal static JobFigures None(string reason) => Of(_ => MetricValue.Undefined(reason));

    /// <summary>By the rule for folds: the mean of those that have the figure; the notes say how many where it is not all.</summary>
    internal static FoldAverage<JobFigures> Mean(IReadOnlyList<JobFigures> folds)
    {
        FoldMeans<JobFigures> means = new(folds);
        return means.Average(Of(name => means.Of(name, fold => fold.ByName()[name])));
    }

    internal IReadOnlyDictionary<string, MetricValue> ByName() =>
        Names.Zip([Accuracy, Recall, Precision, F1, RocAuc, HitRateTp1], KeyValuePair.Create).ToDictionary(StringComparer.Ordinal);

    private static JobFigures Of(Func<string, MetricValue> figure) =>
        new(figure(Names[0]), figure(Names[1]), figure(Names[2]), figure(Names[3]), figure(Names[4]), figure(Names[5]));

    private static MetricValue Figure(FoldOutcome outcome, string name)
    {
        if (outcome.Metrics.TryGetValue(name, out double? figure) && figure is { } value) return MetricValue.Of(value);
        return MetricValue.Undefined(outcome.Reasons.GetValueOrDefault(name) ?? "the fold did not report it");
    }
}
