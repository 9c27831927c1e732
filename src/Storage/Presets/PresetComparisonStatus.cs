namespace ServerlessTraining.Storage.Presets;

/// <summary>The life of a comparison of two presets.</summary>
public enum PresetComparisonStatus
{
    Pending,

    /// <summary>Both presets are trained.</summary>
    Training,
    Completed,
    Failed,
}
