using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Presets.Freshness;

namespace ServerlessTraining.Orchestration.Tests.Presets.Freshness;

public sealed class RecommendationRankingTests
{
    private const string Regime = "bull_trending";
    private static readonly MetricValue NotMeasured = MetricValue.Undefined("it was not measured on the bars since it was published");

    [Fact]
    public void Rank_BestInTheRegime_ComesFirst()
    {
        IReadOnlyList<RecommendedPreset> ranked = RecommendationRanking.Rank(
            [(View("A"), Evidence(0.60, 0.52, 600)), (View("B"), Evidence(0.55, 0.62, 600))], Regime);

        Assert.Equal([("B", 1, "regime"), ("A", 2, "regime")], ranked.Select(one => (one.Name, one.Rank, one.Basis)));
        Assert.Equal((600 * 0.62 + 200 * 0.55) / 800, ranked[0].Score.Value!.Value, 12);
        Assert.Equal(
            [
                "ROC AUC 0.620 on 600 bars in bull_trending since it was published",
                "ROC AUC 0.550 in all regimes (the bars since it was published), weighed as 200 bars: 0.603",
            ],
            ranked[0].Reasons);
    }

    /// <summary>Twenty lucky bars do not outweigh what is known of all the others.</summary>
    [Fact]
    public void Rank_FewBarsOfTheRegime_CountLittle() => Assert.Equal(
        ["B", "A"],
        RecommendationRanking.Rank([(View("A"), Evidence(0.50, 0.70, 20)), (View("B"), Evidence(0.56, 0.55, 600))], Regime).Select(one => one.Name));

    [Fact]
    public void Rank_NothingKnownOfTheRegime_FallsBackAndSaysWhy()
    {
        RecommendedPreset only = Assert.Single(RecommendationRanking.Rank([(View("A"), new PresetEvidence(MetricValue.Of(0.57), "the held-out part", NotMeasured, 0))], Regime));

        Assert.Equal(("overall", 0.57), (only.Basis, only.Score.Value));
        Assert.Equal(
            [
                "nothing is known of it in bull_trending (it was not measured on the bars since it was published), so its figure in all regimes stands in",
                "ROC AUC 0.570 in all regimes (the held-out part)",
            ],
            only.Reasons);
    }

    [Fact]
    public void Rank_StaleOnes_ComeBehindAllFreshOnesAndSayWhy()
    {
        IReadOnlyList<RecommendedPreset> ranked = RecommendationRanking.Rank(
            [(View("A", PresetStaleReason.Drifted), Evidence(0.7, 0.7, 600)), (View("B"), Evidence(0.52, 0.52, 600))], Regime);

        Assert.Equal([("B", true), ("A", false)], ranked.Select(one => (one.Name, one.Fresh)));
        Assert.Equal("stale, so behind all fresh ones: drifted: far", ranked[1].Reasons[^1]);
    }

    [Fact]
    public void Rank_NoFigureAtAll_ComesLastAmongTheFresh()
    {
        IReadOnlyList<RecommendedPreset> ranked = RecommendationRanking.Rank(
            [(View("A"), new PresetEvidence(MetricValue.Undefined("it was published without roc_auc"), "nothing", NotMeasured, 0)), (View("B"), Evidence(0.4, 0.4, 600))], null);

        Assert.Equal([("B", "regime"), ("A", "none")], ranked.Select(one => (one.Name, one.Basis)));
        Assert.Equal("no figure at all: it was published without roc_auc", Assert.Single(ranked[1].Reasons));
    }

    private static PresetEvidence Evidence(double overall, double inRegime, int rows) =>
        new(MetricValue.Of(overall), "the bars since it was published", MetricValue.Of(inRegime), rows);

    private static PresetFreshnessView View(string name, params IReadOnlyList<PresetStaleReason> reasons) =>
        new(name, 1, default, reasons.Count == 0, reasons, ["expired: old", "drifted: far", "performance fallen: low"])
        {
            Drift = DriftReport.Not("not asked"),
            ScoreThen = MetricValue.Of(0.6),
            ScoreNow = MetricValue.Of(0.6),
        };
}
