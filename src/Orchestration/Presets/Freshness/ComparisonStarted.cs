using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The answer to `POST /api/presets/ab`.</summary>
/// <param name="StatusUrl">Where to look, from the host's root.</param>
public sealed record ComparisonStarted(string Id, string StatusUrl, PresetComparisonStatus Status);
