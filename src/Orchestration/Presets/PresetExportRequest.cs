using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>The body of `POST /api/presets/export`.</summary>
/// <param name="Names">1 to 1,000.</param>
public sealed record PresetExportRequest(IReadOnlyList<PresetName> Names);
