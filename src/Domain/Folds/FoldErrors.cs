using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Folds;

/// <summary>Why a series cannot be planned as asked: what there is, what is needed, what would fit.</summary>
internal sealed class FoldErrors(BarSeries bars, FoldOptions options, TimeInterval usable)
{
    private string Market => $"{bars.Symbol} {bars.Timeframe}";

    private string Limit => options.SetFinalSegmentAside
        ? $"the start of the final segment {TimeInterval.Text(usable.End)}"
        : $"the end of the data {TimeInterval.Text(usable.End)}";

    public ServerlessTrainingException TooShort(FoldMode mode, TimeSpan needed, FoldMode other, TimeSpan neededByOther)
    {
        string advice = usable.Length >= neededByOther
            ? $"Mode {other.Name()} needs {Days(neededByOther)} and would fit."
            : $"Mode {other.Name()} needs {Days(neededByOther)}; mode cpcv takes any length, " +
                "and mode single with a smaller min_train_days and test_days what is there.";
        return new ServerlessTrainingException(
            $"Mode {mode.Name()} needs {Days(needed)} of bars, but {Market} has {Days(usable.Length)}, " +
            $"from {TimeInterval.Text(usable.Start)} to {Limit}. {advice}");
    }

    public ServerlessTrainingException NoCandle(DateTimeOffset candle)
    {
        int after = Math.Min(bars.IndexAtOrAfter(candle), bars.Count - 1);
        int before = Math.Max(after - 1, 0);
        int nearest = (candle - bars.OpenTime(before)).Duration() <= (bars.OpenTime(after) - candle).Duration() ? before : after;
        return new ServerlessTrainingException(
            $"{Market} has no candle that opens at {TimeInterval.Text(candle)}; the nearest opens at {TimeInterval.Text(bars.OpenTime(nearest))}. " +
            $"Candles are named by their open, from {TimeInterval.Text(bars.OpenTime(0))} to {TimeInterval.Text(bars.OpenTime(bars.Count - 1))}.");
    }

    public ServerlessTrainingException NoRoomAround(DateTimeOffset candle, DateTimeOffset split, TimeSpan training, TimeSpan test) => new(
        $"A split of {Market} at the candle {TimeInterval.Text(candle)} needs {Days(training)} of data before {TimeInterval.Text(split)} " +
        $"and {Days(test)} after it, but there are {Days(split - usable.Start)} before and {Days(usable.End - split)} after, up to {Limit}. " +
        "Take another candle, or change days, min_train_days or test_days.");

    public ServerlessTrainingException TooFewBars(int there) => new(
        $"{Market} has {there} bars up to {Limit}; {options.Groups} groups need at least one each. Append bars or lower groups.");

    public ServerlessTrainingException EmptyPart(int fold, FoldPartKind part, IEnumerable<TimeInterval> intervals, int there)
    {
        string embargo = options.Embargo.IsNone ? "" : $" and the embargo of {options.Embargo}";
        return new ServerlessTrainingException(
            $"Fold {fold} of {Market} has no usable row in its {part.Name()} part {string.Join(" and ", intervals)}: {there} bars lie in it, " +
            $"and the purge of {options.PurgeBars} bars ({FoldPlanText.PurgeReason(options)}){embargo} leaves none. " +
            "Use shorter horizons, longer windows or a finer timeframe, or fill the gap in the bars.");
    }

    private static string Days(TimeSpan length) => FoldPlanText.Length(length);
}
