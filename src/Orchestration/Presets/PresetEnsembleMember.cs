using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>A member that an ensemble is to have.</summary>
/// <param name="Version">Null for the current one.</param>
/// <param name="Weight">Above 0, in any unit; null where none is given.</param>
public sealed record PresetEnsembleMember(PresetName Name, int? Version, double? Weight);
