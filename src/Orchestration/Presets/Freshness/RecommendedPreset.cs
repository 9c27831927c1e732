using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A preset for the market as it is now.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Score">What it is ranked by: the ROC AUC in the current regime, drawn towards the one in all regimes as if that were
/// <see cref="RecommendationRanking.PriorRows"/> bars.</param>
/// <param name="Basis">regime, overall, or none.</param>
/// <param name="Fresh">Stale presets come behind all fresh ones.</param>
/// <param name="Reasons">Why it stands where it does, a line each.</param>
public sealed record RecommendedPreset(
    int Rank, string Name, int Version, MetricValue Score, string Basis, MetricValue InRegime, int RegimeBars, MetricValue Overall, bool Fresh, IReadOnlyList<string> Reasons);
