using System.Text.Json;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>How a version did.</summary>
/// <param name="Id">Null: an entry of its own.</param>
/// <param name="At">Null for now.</param>
/// <param name="Metrics">Numbers by name, null where one cannot be computed.</param>
public sealed record PresetPerformanceRequest(int Version, string? Id, DateTimeOffset? At, JsonElement Metrics);
