namespace ServerlessTraining.Domain.Presets;

/// <summary>What happened to a preset.</summary>
public enum PresetEventKind
{
    Saved,
    Imported,
    Deleted,
    Restored,
}
