using System.Globalization;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Puts presets in order for a regime. Nothing but arithmetic.</summary>
internal static class RecommendationRanking
{
    /// <summary>So many bars of the overall figure stand beside those of the regime: a lucky week in a rare regime is no reason to trust a preset that is bad elsewhere.</summary>
    public const int PriorRows = 200;

    private const string ByRegime = "regime";
    private const string ByOverall = "overall";
    private const string ByNothing = "none";

    /// <param name="regime">Null where it cannot be told.</param>
    public static IReadOnlyList<RecommendedPreset> Rank(IEnumerable<(PresetFreshnessView View, PresetEvidence Evidence)> presets, string? regime) =>
    [
        .. presets.Select(preset => Of(preset.View, preset.Evidence, regime))
            .OrderByDescending(preset => preset.Fresh)
            .ThenByDescending(preset => preset.Score.Value ?? double.NegativeInfinity)
            .ThenBy(preset => preset.Name, StringComparer.Ordinal)
            .Select((preset, i) => preset with { Rank = i + 1 }),
    ];

    private static RecommendedPreset Of(PresetFreshnessView view, PresetEvidence evidence, string? regime)
    {
        (MetricValue score, string basis) = Score(evidence);
        List<string> reasons = [.. ScoreReasons(evidence, score, regime)];
        if (!view.Fresh) reasons.Add($"stale, so behind all fresh ones: {string.Join("; ", view.Why)}");
        return new RecommendedPreset(0, view.Name, view.Version, score, basis, evidence.InRegime, evidence.RegimeRows, evidence.Overall, view.Fresh, reasons);
    }

    private static (MetricValue Score, string Basis) Score(PresetEvidence evidence)
    {
        if (evidence.InRegime.Value is not { } own) return (evidence.Overall, evidence.Overall.IsDefined ? ByOverall : ByNothing);
        if (evidence.Overall.Value is not { } overall) return (evidence.InRegime, ByRegime);
        return (MetricValue.Of(((evidence.RegimeRows * own) + (PriorRows * overall)) / (evidence.RegimeRows + PriorRows)), ByRegime);
    }

    private static IEnumerable<string> ScoreReasons(PresetEvidence evidence, MetricValue score, string? regime)
    {
        if (evidence.InRegime.Value is { } own)
        {
            yield return Invariant($"ROC AUC {own:0.000} on {evidence.RegimeRows} bars in {regime} since it was published");
            if (evidence.Overall.Value is not { } all) yield break;
            yield return Invariant($"ROC AUC {all:0.000} in all regimes ({evidence.OverallFrom}), weighed as {PriorRows} bars: {score.Value:0.000}");
            yield break;
        }

        if (regime is not null) yield return $"nothing is known of it in {regime} ({evidence.InRegime.Reason}), so its figure in all regimes stands in";
        yield return evidence.Overall.Value is { } overall
            ? Invariant($"ROC AUC {overall:0.000} in all regimes ({evidence.OverallFrom})")
            : $"no figure at all: {evidence.Overall.Reason}";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
