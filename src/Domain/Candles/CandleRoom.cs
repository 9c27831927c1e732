using System.Globalization;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Candles;

/// <summary>Where a candle is among the bars, and that enough of them are around it.</summary>
/// <param name="Candle">Its row.</param>
/// <param name="FirstTest">The first bar that opens at its close or later.</param>
/// <param name="WarmUp">Bars that features look back on.</param>
/// <param name="NeededBefore">Bars up to and with the candle.</param>
/// <param name="NeededAfter">Bars from the first test bar on.</param>
internal sealed record CandleRoom(int Candle, int FirstTest, int WarmUp, int NeededBefore, int NeededAfter)
{
    /// <exception cref="ServerlessTrainingException">There is no such bar, too few are around it, or the tests before it would take more than half of training.</exception>
    public static CandleRoom Of(BarSeries bars, DateTimeOffset candle, CandleOptions options, int purge)
    {
        int index = bars.IndexAtOrAfter(candle);
        if (index == bars.Count || bars.OpenTime(index) != candle) throw NoBar(bars, candle, index);
        int train = CandleSplit.TrainBars(bars, options.TrainYears);
        int warmUp = CandleSplit.WarmUpOf(bars, options.FeatureSet);
        CandleRoom room = new(index, FirstTestOf(bars, index), warmUp, train + warmUp, (options.Windows * options.TestWindowSize) + purge);
        List<string> faults = [];
        if (index + 1 < room.NeededBefore)
        {
            faults.Add(Text(
                $"{room.NeededBefore} bars up to and with it are needed ({train} for {options.TrainYears} years and {warmUp} that {options.FeatureSet} looks back on), ")
                + Text($"and {Are(index + 1)}"));
        }

        int after = bars.Count - room.FirstTest;
        if (after < room.NeededAfter)
        {
            int tested = room.NeededAfter - purge;
            faults.Add(Text($"{room.NeededAfter} bars after it are needed ({tested} to test on and {purge} for the last labels), and {Are(after)}"));
        }

        if (faults.Count > 0) throw new ServerlessTrainingException($"{Name(bars, candle)} cannot be trained from: {string.Join("; ", faults)}. {Nearest(bars, room)}");
        CheckBefore(bars, candle, options, train, purge);
        return room;
    }

    private static void CheckBefore(BarSeries bars, DateTimeOffset candle, CandleOptions options, int train, int purge)
    {
        // What trains for the first of these tests must be the larger part, or their figures say nothing of the model in question.
        int most = Math.Max(0, ((train / 2) - purge) / options.TestWindowSize);
        if (options.Folds <= most) return;
        throw new ServerlessTrainingException(Text(
            $"{Name(bars, candle)} cannot be trained from: folds is {options.Folds}, and their tests of {options.TestWindowSize} bars may take half of the ")
            + Text($"{train} training bars at most; 0 to {most} folds are allowed."));
    }

    private static string Nearest(BarSeries bars, CandleRoom room)
    {
        int first = room.NeededBefore - 1;
        int last = bars.Count - room.NeededAfter - 1;
        while (last >= first && bars.Count - FirstTestOf(bars, last) < room.NeededAfter) last--;
        return last < first
            ? Text($"None of the {bars.Count} bars would do: {room.NeededBefore + room.NeededAfter} are needed in all. ")
                + "Import more, or lower train_years, test_window_size or windows."
            : $"The nearest candle that would do opens at {TimeInterval.Text(bars.OpenTime(Math.Clamp(room.Candle, first, last)))}.";
    }

    private static ServerlessTrainingException NoBar(BarSeries bars, DateTimeOffset candle, int after)
    {
        string beside = after == 0 ? $"the first opens at {TimeInterval.Text(bars.OpenTime(0))}"
            : after == bars.Count ? $"the last opens at {TimeInterval.Text(bars.OpenTime(after - 1))}"
            : $"the bars before and after it open at {TimeInterval.Text(bars.OpenTime(after - 1))} and {TimeInterval.Text(bars.OpenTime(after))}";
        return new ServerlessTrainingException($"{bars.Symbol} {bars.Timeframe} has no bar that opens at {TimeInterval.Text(candle)}; {beside}.");
    }

    // Where bars lie closer than their length, the next one has begun before the candle is over and would know of it.
    private static int FirstTestOf(BarSeries bars, int candle) => bars.IndexAtOrAfter(bars.CloseTime(candle));

    private static string Are(int bars) => Text($"there {(bars == 1 ? "is" : "are")} {bars}");

    private static string Name(BarSeries bars, DateTimeOffset candle) => $"The candle {TimeInterval.Text(candle)} of {bars.Symbol} {bars.Timeframe}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
