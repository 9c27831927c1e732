namespace ServerlessTraining.Storage.Presets;

/// <summary>The life of a plan of presets.</summary>
public enum PresetPlanStatus
{
    Pending,
    Running,

    /// <summary>Every entry has ended; some may have failed.</summary>
    Completed,
    Failed,
    Cancelled,
}
