using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>A criterion of the gate as it was judged.</summary>
/// <param name="Metric">recall, accuracy, roc_auc, f1 or failed_folds.</param>
/// <param name="Bound">What a metric must exceed, and what the failed folds must not.</param>
/// <param name="MissedBy">Null where it passed or is undefined.</param>
/// <param name="Text">The judgement in one line.</param>
public sealed record JobGateLine(string Metric, MetricValue Value, double Bound, bool Passed, double? MissedBy, string Text);
