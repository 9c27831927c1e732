using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Folds;

public sealed class SingleFoldsTests
{
    private static readonly BarSeries Bars = PlainBars.Without(time => time.Day == 15, Timeframe.H4, PlainBars.Day(0), PlainBars.Day(300));
    private static readonly FoldOptions AtDay200 = new() { Mode = FoldMode.Single, Horizons = [1], Candle = PlainBars.Day(200).AddHours(-4) };

    [Fact]
    public void Plan_Candle_TrainsUpToItsCloseAndTestsFromThere()
    {
        Fold fold = FoldPlanner.Plan(Bars, AtDay200).Folds.Single();

        Assert.Equal(new TimeInterval(PlainBars.Day(0), PlainBars.Day(200)), fold.Train);
        Assert.Equal(new TimeInterval(PlainBars.Day(200), PlainBars.Day(221)), fold.Test.Interval);
        Assert.Equal(PlainBars.Day(200), fold.Tune.Blocks[0].LastLabelEnd);
        Assert.Equal(PlainBars.Day(200), fold.Test.Blocks[0].FirstOpen);
    }

    [Fact]
    public void Plan_DaysAndTestDays_AreTheWindows()
    {
        Fold fold = FoldPlanner.Plan(Bars, AtDay200 with { Days = 30, TestDays = 7 }).Folds.Single();

        Assert.Equal(new TimeInterval(PlainBars.Day(170), PlainBars.Day(200)), fold.Train);
        Assert.Equal(new TimeInterval(PlainBars.Day(200), PlainBars.Day(207)), fold.Test.Interval);
    }

    /// <summary>In binary 0.35 of 55 days is a tick less than 462 hours, which would cost a bar.</summary>
    [Fact]
    public void Plan_TuneFraction_IsTakenAsItIsWritten()
    {
        FoldOptions options = AtDay200 with { Days = 55, TuneFraction = 0.35 };

        Fold fold = FoldPlanner.Plan(PlainBars.Days(300, Timeframe.H1), options with { Candle = PlainBars.Day(200).AddHours(-1) }).Folds.Single();

        Assert.Equal(TimeSpan.FromHours(462), fold.Tune.Interval.Length);
    }

    [Theory]
    [InlineData("2021-03-15T20:00:00Z", "2021-03-16T00:00:00Z")]
    [InlineData("2021-03-15T04:00:00Z", "2021-03-14T20:00:00Z")]
    [InlineData("2020-01-01T00:00:00Z", "2021-03-01T00:00:00Z")]
    [InlineData("2031-01-01T00:00:00Z", "2021-12-25T20:00:00Z")]
    public void Plan_NoSuchCandle_NamesTheNearest(string candle, string nearest)
    {
        FoldOptions options = AtDay200 with { Candle = DateTimeOffset.Parse(candle) };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => FoldPlanner.Plan(Bars, options));

        Assert.Equal(
            $"TESTUSDT 4h has no candle that opens at {candle}; the nearest opens at {nearest}. " +
            "Candles are named by their open, from 2021-03-01T00:00:00Z to 2021-12-25T20:00:00Z.",
            error.Message);
    }

    [Theory]
    [InlineData(100, "100 d before and 170 d after")]
    [InlineData(261, "261 d before and 9 d after")]
    [InlineData(280, "280 d before and -10 d after")]
    public void Plan_TooNearAnEnd_SaysWhatThereIsOnBothSides(int day, string there)
    {
        FoldOptions options = AtDay200 with { Candle = PlainBars.Day(day).AddHours(-4) };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => FoldPlanner.Plan(Bars, options));

        Assert.Equal(
            $"A split of TESTUSDT 4h at the candle {TimeInterval.Text(options.Candle.Value)} " +
            $"needs 120 d of data before {TimeInterval.Text(PlainBars.Day(day))} " +
            $"and 21 d after it, but there are {there}, up to the start of the final segment 2021-11-26T00:00:00Z. Take another candle, or change days, min_train_days or test_days.",
            error.Message);
    }
}
