namespace ServerlessTraining.Search.Trials;

/// <summary>How a trial ended.</summary>
public enum TrialState
{
    /// <summary>It was measured to the end.</summary>
    Complete,

    /// <summary>It was given up, because others were better when they were as far.</summary>
    Pruned,

    /// <summary>It could not be measured.</summary>
    Failed,
}
