using System.Text.Json.Serialization;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The presets of a market, the best for it as it is now first.</summary>
/// <param name="Regime">Of the last bar; null where it cannot be told.</param>
/// <param name="Bar">Open of that bar.</param>
/// <param name="Share">Of that regime among all bars of the market; 0 to 1.</param>
/// <param name="Remark">Why there is no regime, or no preset.</param>
public sealed record PresetRecommendation(
    string Symbol, string Timeframe, string? Regime, DateTimeOffset? Bar, double? Share,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Remark, IReadOnlyList<RecommendedPreset> Presets);
