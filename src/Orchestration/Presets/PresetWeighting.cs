namespace ServerlessTraining.Orchestration.Presets;

/// <summary>How the members of an ensemble are weighted.</summary>
public enum PresetWeighting
{
    Equal,

    /// <summary>By the lead of their validation ROC AUC over 0.5, which guessing reaches.</summary>
    Metric,
}
