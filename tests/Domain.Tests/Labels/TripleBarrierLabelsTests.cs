using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Labels;

public sealed class TripleBarrierLabelsTests
{
    private static readonly (double Open, double High, double Low, double Close) Quiet = (100, 101, 99, 100);

    // Entered at the open of the second bar, 100; barriers at 110 and 95; time runs out at the open of the fifth.
    private static readonly TripleBarrierOptions Options = new() { Label = new LabelOptions { Horizon = 3 }, TakeProfit = 0.10, Stop = 0.05 };

    [Fact]
    public void Compute_HighReachesTheTarget_IsLeftAtTheTarget()
    {
        TripleBarrierSet set = Compute(Options, Quiet, Quiet, (100, 110, 99, 104), Quiet, Quiet);

        AssertRow(set, 0, 1, BarrierOutcome.TakeProfit, 0.10, 2, 2);
    }

    [Fact]
    public void Compute_LowReachesTheStop_IsLeftAtTheStop()
    {
        TripleBarrierSet set = Compute(Options, Quiet, Quiet, Quiet, (100, 101, 95, 100), Quiet);

        AssertRow(set, 0, -1, BarrierOutcome.Stop, -0.05, 3, 3);
    }

    [Fact]
    public void Compute_EntryBarTouches_Counts()
    {
        TripleBarrierSet set = Compute(Options, Quiet, (100, 112, 99, 104), Quiet, Quiet, Quiet);

        AssertRow(set, 0, 1, BarrierOutcome.TakeProfit, 0.10, 1, 1);
    }

    [Fact]
    public void Compute_DecisionBarAndBarOfTheLastOpenTouch_DoNotCount()
    {
        TripleBarrierSet set = Compute(Options, (100, 150, 50, 100), Quiet, Quiet, Quiet, (102, 150, 50, 100));

        AssertRow(set, 0, 0, BarrierOutcome.Horizon, 0.02, LabelSet.Unlabelled, 4);
    }

    [Fact]
    public void Compute_BothInOneBar_StopIsAssumedFirst()
    {
        TripleBarrierSet set = Compute(Options, Quiet, Quiet, (100, 120, 90, 100), Quiet, Quiet);

        AssertRow(set, 0, -1, BarrierOutcome.Stop, -0.05, 2, 2);
    }

    [Fact]
    public void Compute_BothInOneBarThatOpensAboveTheTarget_TargetIsLeftAtTheOpen()
    {
        TripleBarrierSet set = Compute(Options, Quiet, Quiet, (115, 120, 90, 100), Quiet, Quiet);

        AssertRow(set, 0, 1, BarrierOutcome.TakeProfit, 0.15, 2, 2);
    }

    [Fact]
    public void Compute_BarOpensBelowTheStop_IsLeftAtTheOpen()
    {
        TripleBarrierSet set = Compute(Options, Quiet, Quiet, (80, 120, 79, 100), Quiet, Quiet);

        AssertRow(set, 0, -1, BarrierOutcome.Stop, -0.20, 2, 2);
    }

    [Fact]
    public void Compute_OnCloses_IgnoresTheRangeAndIsLeftAtTheNextOpen()
    {
        TripleBarrierSet set = Compute(Options with { Touch = BarrierTouch.Close }, Quiet, (100, 150, 50, 100), (100, 150, 50, 94), (97, 101, 90, 100), Quiet);

        AssertRow(set, 0, -1, BarrierOutcome.Stop, -0.03, 2, 3);
    }

    [Fact]
    public void Compute_OnClosesWithoutDelay_IsLeftAtTheClose()
    {
        TripleBarrierOptions options = Options with { Touch = BarrierTouch.Close, Label = new LabelOptions { Horizon = 3, EntryDelay = 0 } };

        TripleBarrierSet set = Compute(options, Quiet, Quiet, (100, 150, 50, 112), Quiet);

        AssertRow(set, 0, 1, BarrierOutcome.TakeProfit, 0.12, 2, 2);
    }

    [Fact]
    public void Compute_HorizonPastTheData_HasNoLabelEvenWhereABarrierWasMet()
    {
        TripleBarrierSet set = Compute(Options, Quiet, (100, 150, 99, 100), Quiet, Quiet);

        Assert.Equal(0, set.Labels.LabelledCount);
        Assert.All(set.Outcomes.ToArray(), outcome => Assert.Equal(BarrierOutcome.None, outcome));
    }

    [Fact]
    public void Compute_MaxHolding_EndsAtTheFirstBarThatOpensThen()
    {
        DateTimeOffset start = RandomMarket.Start;
        BarSeries bars = HandBars.Of([start, start.AddHours(1), start.AddHours(2), start.AddHours(9), start.AddHours(10)], Quiet, Quiet, Quiet, (103, 104, 99, 100), Quiet);

        TripleBarrierSet set = TripleBarrierLabels.Compute(bars, Options with { MaxHolding = TimeSpan.FromHours(5) });

        AssertRow(set, 0, 0, BarrierOutcome.Horizon, 0.03, LabelSet.Unlabelled, 3);
    }

    [Fact]
    public void Compute_ByVolatility_ScalesTheBarriersAndSkipsRowsWithoutOne() => Property.Holds(
        random =>
        {
            BarSeries bars = RandomMarket.Walk(random, 120);
            VolatilityOptions volatility = new() { Period = TimeSpan.FromHours(4), Span = 20, MinReturns = 10 };
            TripleBarrierOptions options = new() { Label = new LabelOptions { Horizon = 12 }, TakeProfit = 1.5, Stop = 1, Volatility = volatility, MinVolatility = 0.015 };
            double[] units = TrailingVolatility.Compute(bars, volatility);

            TripleBarrierSet set = TripleBarrierLabels.Compute(bars, options);

            for (int row = 0; row < bars.Count; row++)
            {
                Assert.Equal(units[row] > 0.015 && row + 13 < bars.Count, set.Labels.IsLabelled(row));
                // A resting order that no bar opened beyond is filled at its barrier.
                if (set.Outcomes[row] == BarrierOutcome.Stop) Assert.True(set.Returns[row] <= -units[row] + 1e-12);
                if (set.Outcomes[row] == BarrierOutcome.TakeProfit) Assert.True(set.Returns[row] >= (1.5 * units[row]) - 1e-12);
            }
        },
        runs: 50);

    /// <summary>Whatever ended it, a label knows no bar after its end, and none further than the horizon.</summary>
    [Fact]
    public void Compute_BarsAfterTheEndChange_LabelStays() => Property.Holds(random =>
    {
        BarSeries bars = RandomMarket.Walk(random, 60);
        TripleBarrierOptions options = new()
        {
            Label = new LabelOptions { Horizon = 1 + random.Next(15), EntryDelay = random.Next(3) },
            TakeProfit = 0.02,
            Stop = 0.02,
            Touch = (BarrierTouch)random.Next(2),
        };
        TripleBarrierSet set = TripleBarrierLabels.Compute(bars, options);
        int row = random.Next(bars.Count - options.Label.Reach);

        TripleBarrierSet poisoned = TripleBarrierLabels.Compute(RandomMarket.Poisoned(bars, set.Labels.EndIndex[row]), options);

        Assert.Equal(set.Returns[row], poisoned.Returns[row]);
        Assert.Equal(set.Outcomes[row], poisoned.Outcomes[row]);
        Assert.InRange(set.Labels.EndIndex[row], row + 1, row + options.Label.Reach);
    });

    private static TripleBarrierSet Compute(TripleBarrierOptions options, params (double Open, double High, double Low, double Close)[] bars) =>
        TripleBarrierLabels.Compute(HandBars.Of(bars), options);

    private static void AssertRow(TripleBarrierSet set, int row, double label, BarrierOutcome outcome, double earned, int touchBar, int end)
    {
        Assert.Equal(label, set.Labels.Values[row]);
        Assert.Equal(outcome, set.Outcomes[row]);
        Assert.Equal(earned, set.Returns[row], 12);
        Assert.Equal(touchBar, set.TouchBars[row]);
        Assert.Equal(end, set.Labels.EndIndex[row]);
    }
}
