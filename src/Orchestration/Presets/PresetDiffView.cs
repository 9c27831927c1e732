namespace ServerlessTraining.Orchestration.Presets;

/// <summary>What changed between two versions; empty where nothing did.</summary>
public sealed record PresetDiffView(string Name, int From, int To, IReadOnlyList<PresetDiffLine> Changes);
