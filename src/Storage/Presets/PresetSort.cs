namespace ServerlessTraining.Storage.Presets;

/// <summary>What a list of presets is sorted by; equal ones by name.</summary>
public enum PresetSort
{
    Name,

    /// <summary>The newest first.</summary>
    Updated,

    /// <summary>The highest best metric first, those without one last.</summary>
    Metric,
}
