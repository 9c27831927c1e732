namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>An entry that can be made.</summary>
/// <param name="Skip">Why it is not; null where it is.</param>
internal sealed record PlannedEntry(PresetSpec Spec, int Priority, string? Skip = null);
