namespace ServerlessTraining.Orchestration.Presets;

/// <summary>What an import has made, by name.</summary>
public sealed record PresetImportReport(IReadOnlyList<PresetImported> Presets);
