using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>How an entry ended.</summary>
/// <param name="Reason">Null where there is nothing to say.</param>
public sealed record PresetEnd(PresetRun Run, PresetPlanEntryStatus Status, string? Reason);
