using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Domain.Tests.Presets;

public sealed class PresetFreshnessTests
{
    private static readonly DateTimeOffset Published = RandomMarket.Start;

    [Fact]
    public void Judge_YoungStableAndAsGoodAsThen_IsFresh()
    {
        PresetFreshness verdict = Judge(10, 0.08, 1.2, 1.1);

        Assert.True(verdict.IsFresh);
        Assert.Equal(
            [
                "age: 10 days old, 90 are allowed",
                "drift: population stability index 0.080, 0.250 is allowed",
                "performance: Sharpe 1.100 now, 1.200 when published, 0.840 is allowed",
            ],
            verdict.Texts);
    }

    [Fact]
    public void Judge_EverythingGoneWrong_GivesAllReasons()
    {
        PresetFreshness verdict = Judge(120.5, 0.4, 1.2, 0.3);

        Assert.False(verdict.IsFresh);
        Assert.Equal([PresetStaleReason.Expired, PresetStaleReason.Drifted, PresetStaleReason.PerformanceFallen], verdict.Reasons);
        Assert.Equal(
            [
                "expired: 120.5 days old, 90 are allowed",
                "drifted: population stability index 0.400, 0.250 is allowed",
                "performance fallen: Sharpe 0.300 now, 1.200 when published, 0.840 is allowed",
            ],
            verdict.Texts);
    }

    [Theory]
    [InlineData(90, 0.25, 0.84, 0)]
    [InlineData(90.001, 0.25, 0.84, 1)]
    [InlineData(90, 0.2501, 0.84, 1)]
    [InlineData(90, 0.25, 0.8399, 1)]
    public void Judge_AtTheBounds_IsStillFresh(double days, double psi, double score, int reasons) =>
        Assert.Equal(reasons, Judge(days, psi, 1.2, score).Reasons.Count);

    [Theory]
    [InlineData(0.1, -0.14, true)]
    [InlineData(0.1, -0.16, false)]
    [InlineData(-1.0, -1.29, true)]
    [InlineData(-1.0, -1.31, false)]
    public void Judge_ScoreNearOrBelowZero_MayFallByTheLargerBound(double then, double now, bool fresh) =>
        Assert.Equal(fresh, Judge(1, 0, then, now).IsFresh);

    [Fact]
    public void Judge_FiguresThatAreUndefined_AreNoReasonButAreNamed()
    {
        PresetFreshness nothing = PresetFreshness.Judge(
            Published, Published, MetricValue.Undefined("no bars since"), MetricValue.Undefined("never measured"), MetricValue.Of(1), new PresetFreshnessOptions());
        PresetFreshness noneNow = PresetFreshness.Judge(
            Published, Published, MetricValue.Of(0), MetricValue.Of(1), MetricValue.Undefined("no trades since"), new PresetFreshnessOptions());

        Assert.True(nothing.IsFresh);
        Assert.Equal(["age: 0 days old, 90 are allowed", "drift: not judged (no bars since)", "performance: not judged (when published: never measured)"], nothing.Texts);
        Assert.Equal("performance: not judged (now: no trades since)", noneNow.Texts[^1]);
    }

    [Fact]
    public void EnsureValid_EverythingOutOfRange_IsReportedAtOnce()
    {
        PresetFreshnessOptions options = new() { MaxAgeDays = 0, MaxPsi = 0, MaxScoreDrop = 30, MinScoreDrop = double.NaN };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(options.Validate);

        Assert.Equal(
            "The freshness options cannot be used: max_age_days is 0, allowed is 1 to 3650; max_psi is 0, allowed is a number above 0; "
            + "max_score_drop is 30, allowed is 0 to 1 (0.3 is 30 %); min_score_drop is NaN, allowed is 0 to 10.",
            error.Message);
    }

    private static PresetFreshness Judge(double days, double psi, double then, double now) =>
        PresetFreshness.Judge(Published, Published.AddDays(days), MetricValue.Of(psi), MetricValue.Of(then), MetricValue.Of(now), new PresetFreshnessOptions());
}
