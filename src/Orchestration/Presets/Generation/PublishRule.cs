namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>When a plan entry's preset becomes a version.</summary>
public enum PublishRule
{
    /// <summary>Whatever the held-out report says; it is in the preset.</summary>
    Always,

    /// <summary>Only where it beats the current version of the preset, trained and judged on the same newest data; without a current version as <see cref="Always"/>.</summary>
    WhenBetter,
}
