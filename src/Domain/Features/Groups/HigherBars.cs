using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>Bars of a longer timeframe made of shorter ones, aligned to UTC midnight and to Mondays. The first may lack the part before the
/// series begins: whoever needs whole bars must not read it.</summary>
internal sealed class HigherBars
{
    private readonly double[] columns;
    private readonly int capacity;

    public HigherBars(BarSeries bars, Timeframe timeframe)
    {
        long length = timeframe.Duration.Ticks;
        long barLength = bars.Timeframe.Duration.Ticks;
        ReadOnlySpan<long> ticks = bars.OpenTicks;
        capacity = Openings(ticks, length);
        columns = new double[5 * capacity];
        LastCompleted = new int[bars.Count];
        long current = -1;
        int completed = -1;
        for (int i = 0; i < ticks.Length; i++)
        {
            // Ticks begin with a Monday's midnight, so whole lengths fall on both.
            long number = ticks[i] / length;
            bool opens = number != current;
            if (opens)
            {
                completed = Count - 1;
                Count++;
                current = number;
            }

            // Bars of an irregular series can overlap: one that opens inside a higher bar already completed comes too late for it.
            if (completed < Count - 1) Add(bars, i, opens);
            if (ticks[i] + barLength >= (number + 1) * length) completed = Count - 1;
            LastCompleted[i] = completed;
        }
    }

    public int Count { get; private set; }

    /// <summary>For each bar of the series the newest higher bar that has ended by its close; -1 where there is none.</summary>
    public int[] LastCompleted { get; }

    public ReadOnlySpan<double> Open => columns.AsSpan(0, Count);

    public ReadOnlySpan<double> High => columns.AsSpan(capacity, Count);

    public ReadOnlySpan<double> Low => columns.AsSpan(2 * capacity, Count);

    public ReadOnlySpan<double> Close => columns.AsSpan(3 * capacity, Count);

    public ReadOnlySpan<double> Volume => columns.AsSpan(4 * capacity, Count);

    private static int Openings(ReadOnlySpan<long> ticks, long length)
    {
        int openings = Math.Min(1, ticks.Length);
        for (int i = 1; i < ticks.Length; i++) openings += ticks[i] / length == ticks[i - 1] / length ? 0 : 1;
        return openings;
    }

    private void Add(BarSeries bars, int i, bool opens)
    {
        int at = Count - 1;
        ref double high = ref columns[capacity + at];
        ref double low = ref columns[(2 * capacity) + at];
        ref double volume = ref columns[(4 * capacity) + at];
        if (opens) columns[at] = bars.Open[i];
        high = opens ? bars.High[i] : Math.Max(high, bars.High[i]);
        low = opens ? bars.Low[i] : Math.Min(low, bars.Low[i]);
        columns[(3 * capacity) + at] = bars.Close[i];
        volume += bars.Volume[i];
    }
}
