using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>A version that is to be saved.</summary>
/// <param name="SaveId">Null: a save of its own.</param>
public sealed record PresetSaveRequest(PresetName Name, PresetContent Content, string Description, string? SaveId);
