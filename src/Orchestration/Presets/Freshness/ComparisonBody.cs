namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The body of `POST /api/presets/ab`.</summary>
/// <param name="A">Name of a preset.</param>
/// <param name="B">Name of a preset of the same market; the same one with another version is allowed.</param>
/// <param name="Versions">Of A and of B; null, also in place of one of them, for the current version.</param>
/// <param name="Days">How many of the last days are judged at most, 1 to 3650; null for all that are later than both.</param>
public sealed record ComparisonBody(string A, string B, IReadOnlyList<int?>? Versions = null, int? Days = null);
