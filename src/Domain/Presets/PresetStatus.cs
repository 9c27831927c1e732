namespace ServerlessTraining.Domain.Presets;

/// <summary>What may be done with a version of a preset.</summary>
public enum PresetStatus
{
    /// <summary>It may be trained with, and is recommended.</summary>
    Published,

    /// <summary>It waits for a look, or did not beat what it was compared with.</summary>
    Candidate,

    /// <summary>It is kept for the history only.</summary>
    Retired,

    /// <summary>It came from another installation, and nobody has tried it here.</summary>
    Imported,
}
