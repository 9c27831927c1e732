using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Labels;

public sealed class ReturnLabelsTests
{
    private static readonly BarSeries Bars = HandBars.Of((10, 12, 9, 11), (12, 13, 11, 12.5), (15, 16, 14, 14.5), (18, 19, 17, 18.5));

    [Fact]
    public void Compute_DefaultDelay_GoesFromTheNextOpenToTheOpenAHorizonLater()
    {
        LabelSet labels = ReturnLabels.Compute(Bars, new LabelOptions { Horizon = 1 });

        Assert.Equal((15.0 / 12) - 1, labels.Values[0]);
        Assert.Equal((18.0 / 15) - 1, labels.Values[1]);
        Assert.Equal([2, 3, -1, -1], labels.EndIndex.ToArray());
    }

    [Fact]
    public void Compute_NoDelay_GoesFromCloseToClose()
    {
        LabelSet labels = ReturnLabels.Compute(Bars, new LabelOptions { Horizon = 2, EntryDelay = 0 });

        Assert.Equal((14.5 / 11) - 1, labels.Values[0]);
        Assert.Equal((18.5 / 12.5) - 1, labels.Values[1]);
        Assert.Equal([2, 3, -1, -1], labels.EndIndex.ToArray());
    }

    [Fact]
    public void Compute_HorizonPastTheData_LabelsNothing()
    {
        LabelSet labels = ReturnLabels.Compute(Bars, new LabelOptions { Horizon = 3 });

        Assert.Equal(0, labels.LabelledCount);
        Assert.All(labels.Values.ToArray(), value => Assert.True(double.IsNaN(value)));
    }

    /// <summary>A strategy that decides at each close, fills at the next open and holds for the horizon earns exactly the label.</summary>
    [Fact]
    public void Compute_AnyBars_IsWhatTheStrategyEarns() => Property.Holds(random =>
    {
        BarSeries bars = RandomMarket.Walk(random, 60);
        int horizon = 1 + random.Next(5);
        LabelSet labels = ReturnLabels.Compute(bars, new LabelOptions { Horizon = horizon });
        for (int row = 0; row < bars.Count; row++)
        {
            double wealth = 1;
            double units = 0;
            for (int bar = row + 1; bar <= row + 1 + horizon && bar < bars.Count; bar++)
            {
                if (bar == row + 1) units = wealth / bars.Open[bar];
                if (bar == row + 1 + horizon) wealth = units * bars.Open[bar];
            }

            Assert.Equal(row + 1 + horizon < bars.Count, labels.IsLabelled(row));
            if (labels.IsLabelled(row)) Assert.Equal(wealth - 1, labels.Values[row], 12);
        }
    });

    /// <summary>A label knows the bars up to its end and no other: that is what purging relies on.</summary>
    [Fact]
    public void Compute_BarsAfterTheEndChange_LabelStays() => Property.Holds(random =>
    {
        BarSeries bars = RandomMarket.Walk(random, 40);
        LabelOptions options = new() { Horizon = 1 + random.Next(6), EntryDelay = random.Next(3) };
        LabelSet labels = ReturnLabels.Compute(bars, options);
        int row = random.Next(bars.Count - options.Reach);

        LabelSet poisoned = ReturnLabels.Compute(RandomMarket.Poisoned(bars, labels.EndIndex[row]), options);
        LabelSet touched = ReturnLabels.Compute(RandomMarket.Poisoned(bars, labels.EndIndex[row] - 1), options);

        Assert.Equal(labels.Values[row], poisoned.Values[row]);
        Assert.NotEqual(labels.Values[row], touched.Values[row]);
    });
}
