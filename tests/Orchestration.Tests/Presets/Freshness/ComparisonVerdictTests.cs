using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Presets.Freshness;

namespace ServerlessTraining.Orchestration.Tests.Presets.Freshness;

public sealed class ComparisonVerdictTests
{
    private static readonly ComparisonWindow Window = new(ComparisonWindow.Later, DateTimeOffset.UnixEpoch, "700 bars later than both");

    [Fact]
    public void Holm_CorrectsFromTheLeastUpAndNeverFalls() =>
        Assert.Equal([0.04, 0.06, 0.06, 0.9], ComparisonVerdict.Holm([0.01, 0.03, 0.02, 0.9]).Select(value => Math.Round(value, 12)));

    [Fact]
    public void Of_LowerLossOfA_SaysThatAIsBetter()
    {
        ComparisonResult result = ComparisonVerdict.Of(Window, [Horizon(1, (-0.01, 0.001), (0.0001, 0.4)), Horizon(3, (-0.002, 0.3), (0, 0.8))]);

        Assert.Equal(("a", "A is better beyond chance at the 5 % level over 700 bars."), (result.Winner, result.Verdict));
        Assert.Equal("log loss: A is better (p = 0.004); returns: no difference beyond chance (p = 0.900)", result.Horizons[0].Verdict);
        Assert.Equal(0.004, result.Horizons[0].LogLoss.AdjustedP.Value!.Value, 12);
    }

    [Fact]
    public void Of_HigherReturnsOfB_SaysThatBIsBetter() =>
        Assert.Equal("b", ComparisonVerdict.Of(Window, [Horizon(1, (-0.001, 0.6), (-0.0002, 0.0001))]).Winner);

    /// <summary>By itself 0.04 would pass; as the best of four it does not.</summary>
    [Fact]
    public void Of_OneOfManyFiguresJustBelowTheLevel_IsChance()
    {
        ComparisonResult result = ComparisonVerdict.Of(Window, [Horizon(1, (-0.01, 0.04), (0.0001, 0.4)), Horizon(3, (-0.002, 0.3), (0, 0.8))]);

        Assert.Equal((null, "Neither is better beyond chance: at the 5 % level 700 bars tell no difference."), (result.Winner, result.Verdict));
    }

    [Fact]
    public void Of_FiguresThatContradict_IsMixed() => Assert.Equal(
        (null, "Mixed: by some figures A is better, by others B, each beyond chance at the 5 % level over 700 bars."),
        ComparisonVerdict.Of(Window, [Horizon(1, (-0.01, 0.001), (-0.01, 0.001))]) is var result ? (result.Winner, result.Verdict) : default);

    [Fact]
    public void Of_NothingJudged_SaysWhy()
    {
        PairedFigures none = PairedFigures.Of(PairedComparison.Of([1, 2], [2, 1], 1));
        ComparedHorizon horizon = Horizon(1, (0, 1), (0, 1)) with { LogLoss = none, Returns = none };

        ComparisonResult result = ComparisonVerdict.Of(Window, [horizon]);

        Assert.Equal("Nothing can be said: there are 2 pairs, and 50 are needed where a value looks 1 bars ahead.", result.Verdict);
    }

    private static ComparedHorizon Horizon(int horizon, (double Difference, double P) loss, (double Difference, double P) returns)
    {
        MetricValue none = MetricValue.Undefined("not of interest");
        PerformanceFigures figures = new(horizon, 700, none, none, none, none, none, none);
        return new ComparedHorizon(horizon, figures, figures, Figures(loss), Figures(returns), "");

        PairedFigures Figures((double Difference, double P) one) => new(700, MetricValue.Of(one.Difference), none, none, none, MetricValue.Of(one.P), none);
    }
}
