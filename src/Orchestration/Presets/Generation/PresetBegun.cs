namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>How an entry goes on.</summary>
/// <param name="StudyId">That is searched; null where that was done already.</param>
/// <param name="End">Where it ends at once; null where it goes on.</param>
public sealed record PresetBegun(string? StudyId, PresetEnd? End);
