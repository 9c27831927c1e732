using System.Text.Json;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What came of a comparison.</summary>
/// <param name="Winner">a, b, or null where neither is better for certain.</param>
/// <param name="Verdict">In words.</param>
public sealed record ComparisonResult(ComparisonWindow Window, IReadOnlyList<ComparedHorizon> Horizons, string? Winner, string Verdict)
{
    internal static ComparisonResult? Of(JsonElement? stored) => stored?.Deserialize<ComparisonResult>(ApiJson.Options);

    internal JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ApiJson.Options);
}
