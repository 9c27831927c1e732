namespace ServerlessTraining.Domain.Metrics;

/// <summary>The figures of several folds as one set. A note stands here for each figure that some folds do not have, such as
/// "roc_auc: mean of 3 of 4 folds (fold 2: no label is positive)".</summary>
public sealed record FoldAverage<TMetrics>(TMetrics Mean, int Folds, IReadOnlyList<string> Notes);
