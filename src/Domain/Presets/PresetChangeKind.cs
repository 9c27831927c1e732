namespace ServerlessTraining.Domain.Presets;

/// <summary>What happened to a place of a document.</summary>
public enum PresetChangeKind
{
    Added,
    Removed,
    Changed,
}
