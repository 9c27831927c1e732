using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Folds on the bars behind an instant: each trains on what was known before its test, and the tests lie one behind the other up to the end of the bars.</summary>
internal static class LaterFolds
{
    /// <summary>A model is trained again after so many days, or after more where there would be too many folds.</summary>
    public const int StepDays = 30;

    /// <summary>Whole days of bars behind the instant.</summary>
    public static int DaysBehind(BarSeries bars, DateTimeOffset from) => Split(bars, from) is { } split ? (int)(bars.Span.End - bars.CloseTime(split)).TotalDays : 0;

    /// <summary>Bars behind the instant.</summary>
    public static int BarsBehind(BarSeries bars, DateTimeOffset from) => bars.Count - 1 - (Split(bars, from) ?? bars.Count - 1);

    /// <param name="bars">All there are.</param>
    /// <param name="from">What comes behind it is tested; what comes before may be trained on.</param>
    /// <param name="days">The window of training.</param>
    /// <param name="horizons">Of everything that is compared on these folds: they decide the purge, and with it which rows are tested.</param>
    /// <param name="entryDelay">Bars from a decision to its entry.</param>
    /// <param name="mostFolds">1 or more.</param>
    /// <exception cref="ServerlessTrainingException">There is less than a day behind the instant, or too little before it.</exception>
    public static IReadOnlyList<FoldPlan> Plan(BarSeries bars, DateTimeOffset from, int days, IReadOnlyList<int> horizons, int entryDelay, int mostFolds)
    {
        int left = DaysBehind(bars, from);
        if (left < 1) throw new ServerlessTrainingException($"{bars.Symbol} {bars.Timeframe} has less than a day of bars behind {TimeInterval.Text(from)}. Import newer ones.");
        int step = Math.Max(StepDays, (left + mostFolds - 1) / mostFolds);
        List<FoldPlan> plans = [];
        int split = Split(bars, from)!.Value;
        while (true)
        {
            // A last test that is shorter than the others joins the one before it.
            bool isLast = plans.Count + 1 == mostFolds || left < 2 * step;
            int test = isLast ? left : step;
            plans.Add(FoldPlanner.Plan(bars, UnseenDays.Behind(bars, split, test, days, horizons) with { EntryDelay = entryDelay }));
            if (isLast) return plans;
            split = Split(bars, bars.CloseTime(split).AddDays(test))!.Value;
            left = (int)(bars.Span.End - bars.CloseTime(split)).TotalDays;
        }
    }

    /// <summary>The last bar that has closed by then; null where none has.</summary>
    private static int? Split(BarSeries bars, DateTimeOffset instant) =>
        bars.IndexAtOrAfter(instant - bars.Timeframe.Duration + TimeSpan.FromTicks(1)) - 1 is >= 0 and var last ? last : null;
}
