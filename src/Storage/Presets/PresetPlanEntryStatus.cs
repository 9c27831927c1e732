namespace ServerlessTraining.Storage.Presets;

/// <summary>The life of a plan's entry.</summary>
public enum PresetPlanEntryStatus
{
    Pending,

    /// <summary>Its study searches.</summary>
    Searching,

    /// <summary>The winner, the defaults and perhaps the current version are trained for the held-out report.</summary>
    Judging,

    /// <summary>A version of its preset is saved.</summary>
    Published,

    /// <summary>The current version of its preset was not beaten and stays.</summary>
    Kept,

    /// <summary>Its preset was there already.</summary>
    Skipped,
    Failed,
    Cancelled,
}
