using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Finds the bars on which two presets can be compared fairly: neither may have been chosen by them.</summary>
internal static class ComparisonWindows
{
    /// <summary>Fewer bars cannot tell two presets apart.</summary>
    public const int FewestBars = 200;

    /// <exception cref="ServerlessTrainingException">There are too few such bars.</exception>
    public static ComparisonWindow Of(BarSeries bars, (PresetName Name, PresetContent Content) a, (PresetName Name, PresetContent Content) b, int? days)
    {
        DateTimeOffset bothEnd = Max(a.Content.Dataset.To, b.Content.Dataset.To);
        DateTimeOffset from = AtMost(bars, bothEnd, days);
        int later = LaterFolds.BarsBehind(bars, from);
        if (IsEnough(bars, from)) return new ComparisonWindow(ComparisonWindow.Later, from, $"{later} bars since {TimeInterval.Text(from)}, later than the data of both presets");
        DateTimeOffset unseen = AtMost(bars, Max(PublishedFigures.SearchEnd(a.Name, a.Content), PublishedFigures.SearchEnd(b.Name, b.Content)), days);
        int heldOut = LaterFolds.BarsBehind(bars, unseen);
        if (!IsEnough(bars, unseen))
        {
            throw new ServerlessTrainingException(
                $"There are {later} bars later than both presets and {heldOut} that neither search saw; {FewestBars} over a day or more are needed. "
                + $"Import newer bars{(days is null ? "" : ", or ask for more days")}.");
        }

        return new ComparisonWindow(
            ComparisonWindow.HeldOut, unseen,
            $"{heldOut} bars since {TimeInterval.Text(unseen)}, which neither search saw but the reports of the presets did: only {later} are later than both "
            + "(the ledger counts it as another opening of the final segment)");
    }

    private static bool IsEnough(BarSeries bars, DateTimeOffset from) => LaterFolds.BarsBehind(bars, from) >= FewestBars && LaterFolds.DaysBehind(bars, from) >= 1;

    private static DateTimeOffset AtMost(BarSeries bars, DateTimeOffset from, int? days) => days is { } most ? Max(from, bars.Span.End.AddDays(-most)) : from;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
