using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;

namespace ServerlessTraining.Domain.Tests.Candles;

public sealed class CandleSplitTests
{
    private const int Purge = 2;
    private static readonly CandleOptions Options = new() { TrainYears = 1, TestWindowSize = 20, Windows = 2, Folds = 3 };
    private static readonly BarSeries Crypto = Market(MarketCalendar.Crypto, 900);
    private static readonly BarSeries Equities = Market(MarketCalendar.Equities, 900);

    public static TheoryData<string, int> Candles => new() { { "crypto", 500 }, { "crypto", 700 }, { "equities", 400 }, { "equities", 801 } };

    [Theory]
    [MemberData(nameof(Candles))]
    public void Of_AnyCandle_TrainsOnTheBarsUpToItAndTestsOnThoseAfter(string calendar, int candle)
    {
        BarSeries bars = Of(calendar);

        CandleSplit split = CandleSplit.Of(bars, bars.OpenTime(candle), Options);

        int train = CandleSplit.TrainBars(bars, 1);
        Assert.Equal(train, split.Train.Count);
        Assert.Equal(bars.OpenTime(candle), split.Known.OpenTime(split.Train.End - 1));
        Assert.Equal(split.Train.First, split.Main.Fit.Blocks[0].Rows.First);
        Assert.Equal([20, 20], split.Main.Test.Blocks.Select(block => block.Rows.Count));
        Assert.Equal(bars.OpenTime(candle + 1), split.Known.OpenTime(split.Main.Test.Blocks[0].Rows.First));
        Assert.Equal(split.Main.Test.Blocks[0].Rows.End, split.Main.Test.Blocks[1].Rows.First);
        Assert.Equal((int)(train * 0.15) - Purge, split.Main.Tune.RowCount);
        Assert.Equal(train - (int)(train * 0.15) - Purge, split.Main.Fit.RowCount);
    }

    [Theory]
    [MemberData(nameof(Candles))]
    public void Of_AnyCandle_LetsNoLabelMeetALaterPart(string calendar, int candle)
    {
        BarSeries bars = Of(calendar);

        CandleSplit split = CandleSplit.Of(bars, bars.OpenTime(candle), Options);

        DateTimeOffset close = bars.CloseTime(candle);
        foreach (Fold fold in split.Before.Append(split.Search))
        {
            // Nothing before the test of the candle knows what came after it, the labels of its own tests included.
            Assert.InRange(fold.Receipt.LastTestLabelEnd, DateTimeOffset.MinValue, close);
            Assert.All(fold.Receipt.Boundaries, boundary => Assert.True(boundary.Holds));
        }

        Assert.InRange(split.Main.Tune.Blocks[^1].LastLabelEnd, DateTimeOffset.MinValue, close);
        Assert.All(split.Main.Receipt.Boundaries, boundary => Assert.True(boundary.Holds));
        Assert.Equal(split.Known.Count - 1, split.Main.Test.Blocks[^1].Rows.End - 1 + Purge);
    }

    [Fact]
    public void Of_FoldsBefore_ExpandAndLieOneAfterTheOther()
    {
        CandleSplit split = CandleSplit.Of(Crypto, Crypto.OpenTime(600), Options);

        Assert.Equal(3, split.Before.Count);
        Assert.All(split.Before, fold => Assert.Equal(split.Train.First, fold.Fit.Blocks[0].Rows.First));
        Assert.Equal(split.Before[0].Test.Blocks[0].Rows.End, split.Before[1].Test.Blocks[0].Rows.First);
        Assert.Equal(split.Before[1].Test.Blocks[0].Rows.End, split.Before[2].Test.Blocks[0].Rows.First);
        Assert.Equal(split.Train.End - Purge, split.Before[2].Test.Blocks[0].Rows.End);
    }

    [Fact]
    public void Of_Search_IsJudgedOnTheTuneRowsAndFitsInsideTheFitRows()
    {
        CandleSplit split = CandleSplit.Of(Crypto, Crypto.OpenTime(600), Options);

        Assert.Equal(split.Main.Tune.Blocks[0].Rows, split.Search.Test.Blocks[0].Rows);
        Assert.True(split.Search.Tune.Blocks[0].Rows.End <= split.Main.Fit.Blocks[0].Rows.End);
        Assert.True(split.Search.Fit.Blocks[0].Rows.End < split.Search.Tune.Blocks[0].Rows.First);
    }

    [Fact]
    public void Of_BarsThatTheRunHasNoUseFor_ChangeNothing()
    {
        CandleSplit split = CandleSplit.Of(Crypto, Crypto.OpenTime(600), Options);
        int first = 600 + 1 - split.Train.End;

        CandleSplit fewer = CandleSplit.Of(Crypto.Slice(first, split.Known.Count), Crypto.OpenTime(600), Options);

        Assert.Equal(split.Plan.Key, fewer.Plan.Key);
        Assert.Equal(SeriesFingerprint.Of(split.Known), SeriesFingerprint.Of(fewer.Known));
    }

    [Fact]
    public void Of_BarsTooFewOnBothSides_SaysHowManyAndWhichCandleWouldDo()
    {
        BarSeries bars = Crypto.Slice(0, 430);
        int warmUp = CandleSplit.Of(Crypto, Crypto.OpenTime(600), Options).Train.First;

        ServerlessTrainingException before = Refused(bars, bars.OpenTime(100));
        ServerlessTrainingException after = Refused(bars, bars.OpenTime(400));

        Assert.Equal(
            $"The candle {TimeInterval.Text(bars.OpenTime(100))} of SYNTHUSDT 1d cannot be trained from: {365 + warmUp} bars up to and with it are needed "
            + $"(365 for 1 years and {warmUp} that poc16 looks back on), and there are 101. "
            + $"The nearest candle that would do opens at {TimeInterval.Text(bars.OpenTime(365 + warmUp - 1))}.",
            before.Message);
        Assert.Equal(
            $"The candle {TimeInterval.Text(bars.OpenTime(400))} of SYNTHUSDT 1d cannot be trained from: 42 bars after it are needed (40 to test on and 2 for the last labels), "
            + $"and there are 29. The nearest candle that would do opens at {TimeInterval.Text(bars.OpenTime(430 - 42 - 1))}.",
            after.Message);
        Assert.NotNull(CandleSplit.Of(bars, bars.OpenTime(365 + warmUp - 1), Options with { Folds = 0 }));
        Assert.NotNull(CandleSplit.Of(bars, bars.OpenTime(430 - 42 - 1), Options with { Folds = 0 }));
    }

    [Fact]
    public void Of_SeriesInWhichNoCandleWouldDo_SaysSo() => Assert.EndsWith(
        "Import more, or lower train_years, test_window_size or windows.", Refused(Crypto.Slice(0, 300), Crypto.OpenTime(299)).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_DateThatIsNoBar_NamesTheBarsBesideIt()
    {
        DateTimeOffset friday = Equities.OpenTime(Enumerable.Range(400, 20).First(bar => Equities.OpenTime(bar).DayOfWeek == DayOfWeek.Friday));
        int after = Equities.IndexAtOrAfter(friday.AddDays(1));

        Assert.Equal(
            $"SYNTHUSDT 1d has no bar that opens at {TimeInterval.Text(friday.AddDays(1))}; the bars before and after it open at {TimeInterval.Text(friday)} and "
            + $"{TimeInterval.Text(Equities.OpenTime(after))}.",
            Refused(Equities, friday.AddDays(1)).Message);
        Assert.EndsWith($"; the first opens at {TimeInterval.Text(Crypto.OpenTime(0))}.", Refused(Crypto, Crypto.OpenTime(0).AddDays(-1)).Message, StringComparison.Ordinal);
        Assert.EndsWith($"; the last opens at {TimeInterval.Text(Crypto.OpenTime(899))}.", Refused(Crypto, Crypto.OpenTime(899).AddDays(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FoldsThatTakeMoreThanHalf_SaysHowManyAreAllowed() => Assert.EndsWith(
        "folds is 10, and their tests of 20 bars may take half of the 365 training bars at most; 0 to 9 folds are allowed.",
        Refused(Crypto, Crypto.OpenTime(600), Options with { Folds = 10 }).Message, StringComparison.Ordinal);

    private static ServerlessTrainingException Refused(BarSeries bars, DateTimeOffset candle, CandleOptions? options = null) =>
        Assert.Throws<ServerlessTrainingException>(() => CandleSplit.Of(bars, candle, options ?? Options));

    private static BarSeries Of(string calendar) => calendar == "crypto" ? Crypto : Equities;

    private static BarSeries Market(MarketCalendar calendar, int bars) =>
        SyntheticMarket.Generate(new SyntheticMarketOptions { Timeframe = Timeframe.D1, Calendar = calendar, Bars = bars, Seed = 3 }).Bars;
}
