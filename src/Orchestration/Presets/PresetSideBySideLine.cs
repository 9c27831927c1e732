using System.Text.Json;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>One field of several presets.</summary>
/// <param name="Path">As `hyper_parameters.num_leaves`.</param>
/// <param name="Values">In the order of the presets; null where one has none.</param>
public sealed record PresetSideBySideLine(string Path, IReadOnlyList<JsonElement?> Values, bool Differs);
