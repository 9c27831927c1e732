namespace ServerlessTraining.Domain.Market;

/// <summary>Columns that grow. What goes in is checked when the series is made, or by whoever knows more about where it came from.</summary>
internal sealed class BarColumnsBuilder(int capacity = BarColumnsBuilder.DefaultCapacity)
{
    private const int DefaultCapacity = 4096;
    private long[] ticks = Uninitialized<long>(capacity);
    private double[] open = Uninitialized<double>(capacity);
    private double[] high = Uninitialized<double>(capacity);
    private double[] low = Uninitialized<double>(capacity);
    private double[] close = Uninitialized<double>(capacity);
    private double[] volume = Uninitialized<double>(capacity);

    public int Count { get; private set; }

    public long LastTicks => ticks[Count - 1];

    public void Add(long openTicks, double openPrice, double highPrice, double lowPrice, double closePrice, double tradedVolume)
    {
        if (Count == ticks.Length) Resize(2 * Math.Max(Count, 1));
        int at = Count++;
        ticks[at] = openTicks;
        open[at] = openPrice;
        high[at] = highPrice;
        low[at] = lowPrice;
        close[at] = closePrice;
        volume[at] = tradedVolume;
    }

    public void Add(BarSeries bars, int index) =>
        Add(bars.OpenTicks[index], bars.Open[index], bars.High[index], bars.Low[index], bars.Close[index], bars.Volume[index]);

    /// <summary>Hands the columns over; the builder is not used afterwards.</summary>
    public BarColumns Build()
    {
        if (Count < ticks.Length) Resize(Count);
        return new BarColumns(ticks, open, high, low, close, volume);
    }

    private void Resize(int length)
    {
        ticks = Resized(ticks, length);
        open = Resized(open, length);
        high = Resized(high, length);
        low = Resized(low, length);
        close = Resized(close, length);
        volume = Resized(volume, length);
    }

    private T[] Resized<T>(T[] old, int length)
    {
        T[] resized = Uninitialized<T>(length);
        old.AsSpan(0, Count).CopyTo(resized);
        return resized;
    }

    // Every element is written before it is read.
    private static T[] Uninitialized<T>(int length) => GC.AllocateUninitializedArray<T>(length);
}
