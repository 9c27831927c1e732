using System.Text.Json;

namespace ServerlessTraining.Storage.Presets;

/// <summary>How a version of a preset did later.</summary>
/// <param name="Id">Makes the entry one: logging it again adds nothing.</param>
public sealed record PresetPerformance(string Id, string Name, int Version, DateTimeOffset At, JsonElement Metrics);
