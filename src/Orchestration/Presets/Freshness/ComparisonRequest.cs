using System.Text.Json;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What is compared, with nothing left to defaults: as the comparison stores it.</summary>
public sealed record ComparisonRequest(string A, int VersionA, string B, int VersionB, int? Days)
{
    internal static ComparisonRequest Of(JsonElement stored) => stored.Deserialize<ComparisonRequest>(ApiJson.Options)!;

    internal JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ApiJson.Options);
}
