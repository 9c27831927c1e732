namespace ServerlessTraining.Domain.Folds;

/// <summary>What the rows of a part may decide.</summary>
public enum FoldPartKind
{
    /// <summary>Everything that is learned: weights, scalers, encoders, percentiles.</summary>
    Fit,

    /// <summary>What is chosen inside a model or strategy: early stopping, thresholds, ensemble weights.</summary>
    Tune,

    /// <summary>Nothing inside a model or strategy: its figures are reported.</summary>
    Test,
}
