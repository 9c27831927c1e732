using System.Globalization;
using System.Text;
using ServerlessTraining.Domain.Market.Calendars;

namespace ServerlessTraining.Domain.Market;

/// <summary>What a series lacks between its first and its last bar, judged by its calendar.</summary>
public sealed class GapReport
{
    private const int MostShown = 5;

    // Daily bars made from FX hours have a short one on Sundays: a sixth of them.
    private const double OddShareOutsideHours = 0.2;

    private readonly BarSeries bars;

    private GapReport(BarSeries bars, IReadOnlyList<BarGap> gaps, long expectedBars)
    {
        this.bars = bars;
        Gaps = gaps;
        ExpectedBars = expectedBars;
        MissingBars = gaps.Sum(gap => gap.MissingBars);
    }

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<BarGap> Gaps { get; }

    public long ExpectedBars { get; }

    public long MissingBars { get; }

    /// <summary>Bars that the calendar does not count on. A few are normal, many say that the calendar is not this market's.</summary>
    public long BarsOutsideHours => bars.Count - (ExpectedBars - MissingBars);

    /// <summary>Missing of expected, 0 to 1; 0 where nothing was expected.</summary>
    public double MissingShare => ExpectedBars == 0 ? 0 : (double)MissingBars / ExpectedBars;

    /// <summary>The gap with the most missing bars, the earliest of several; null without gaps.</summary>
    public BarGap? Longest => Gaps.Count == 0 ? null : Gaps.MaxBy(gap => gap.MissingBars);

    public static GapReport Of(BarSeries bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        BarRules.RequireGrid(bars);
        ReadOnlySpan<long> ticks = bars.OpenTicks;
        CalendarGrid grid = bars.Calendar.Grid;
        long step = bars.Timeframe.Duration.Ticks;
        List<BarGap> gaps = [];
        for (int i = 1; i < ticks.Length; i++)
        {
            if (ticks[i] - ticks[i - 1] == step) continue;
            ExpectedBars missing = grid.Expected(bars.Timeframe, ticks[i - 1] + step, ticks[i]);
            if (missing.Count == 0) continue;
            TimeInterval span = new(new DateTimeOffset(missing.FirstTicks, TimeSpan.Zero), new DateTimeOffset(missing.LastTicks + step, TimeSpan.Zero));
            gaps.Add(new BarGap(span, missing.Count));
        }

        return new GapReport(bars, gaps, ticks.IsEmpty ? 0 : grid.Expected(bars.Timeframe, ticks[0], ticks[^1] + 1).Count);
    }

    /// <summary>A few lines for a terminal: the totals and the longest gaps.</summary>
    public override string ToString()
    {
        StringBuilder text = new($"{bars.Symbol} {bars.Timeframe}: {Number(bars.Count)} bars, ");
        text.Append(Gaps.Count == 0
            ? $"none of {Number(ExpectedBars)} expected is missing"
            : $"{Number(MissingBars)} of {Number(ExpectedBars)} expected are missing ({Percent(MissingShare)}) in {Number(Gaps.Count)} {(Gaps.Count == 1 ? "gap" : "gaps")}");
        text.Append($" ({bars.Calendar} calendar).");
        foreach (BarGap gap in Gaps.OrderByDescending(gap => gap.MissingBars).Take(MostShown))
        {
            text.Append($"\n  {TimeInterval.Text(gap.Span.Start)} to {TimeInterval.Text(gap.Span.End)}: {Number(gap.MissingBars)}");
        }

        if (Gaps.Count > MostShown) text.Append($"\n  and {Number(Gaps.Count - MostShown)} more");
        if (BarsOutsideHours > OddShareOutsideHours * bars.Count)
        {
            text.Append($"\n  {Number(BarsOutsideHours)} bars ({Percent((double)BarsOutsideHours / bars.Count)}) lie where the {bars.Calendar} calendar is closed: ");
            text.Append("is it the right one?");
        }

        return text.ToString();
    }

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
