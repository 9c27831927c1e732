using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>An ensemble that is to be made.</summary>
/// <param name="Name">Null for the one that its members give.</param>
/// <param name="Weighting">Where the members have no weights of their own.</param>
public sealed record PresetEnsembleRequest(
    PresetName? Name, IReadOnlyList<PresetEnsembleMember> Members, string Description, string? SaveId, PresetWeighting Weighting = PresetWeighting.Equal);
