namespace ServerlessTraining.Storage.Studies;

/// <summary>Where a trial of a study stands.</summary>
public enum StoredTrialState
{
    /// <summary>Proposed; folds of it are still to be trained.</summary>
    Running,

    /// <summary>Measured on all folds.</summary>
    Complete,

    /// <summary>Given up, because others were better when they were as far.</summary>
    Pruned,

    /// <summary>It could not be measured.</summary>
    Failed,

    /// <summary>Its study ended before it did.</summary>
    Cancelled,
}
