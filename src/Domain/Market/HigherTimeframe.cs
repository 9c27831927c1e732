namespace ServerlessTraining.Domain.Market;

/// <summary>The longer bars of a series and, for each of its own bars, the last longer one that was complete when that bar closed: what a
/// feature of that bar may look at. A day of sessions is over at midnight UTC, so the first bar of the next session is the first to see
/// it.</summary>
public sealed class HigherTimeframe
{
    private readonly int[] lastCompleted;

    private HigherTimeframe(BarSeries bars, int[] lastCompleted)
    {
        Bars = bars;
        this.lastCompleted = lastCompleted;
    }

    public BarSeries Bars { get; }

    /// <summary>One index into <see cref="Bars"/> for every source bar; -1 where none was complete yet.</summary>
    public ReadOnlySpan<int> LastCompleted => lastCompleted;

    public static HigherTimeframe Of(BarSeries source, Timeframe target)
    {
        BarSeries bars = Resampling.To(source, target);
        int[] visible = new int[source.Count];
        int completed = -1;
        for (int i = 0; i < visible.Length; i++)
        {
            DateTimeOffset known = source.CloseTime(i);
            while (completed + 1 < bars.Count && bars.CloseTime(completed + 1) <= known) completed++;
            visible[i] = completed;
        }

        return new HigherTimeframe(bars, visible);
    }
}
