using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Features;

/// <summary>Series of particular shapes.</summary>
internal static class Series
{
    public static BarSeries Of(IEnumerable<Bar> bars, Timeframe timeframe)
    {
        Bar[] all = [.. bars];
        BarColumns columns = new(
            [.. all.Select(bar => bar.OpenTime.UtcTicks)], [.. all.Select(bar => bar.Open)], [.. all.Select(bar => bar.High)], [.. all.Select(bar => bar.Low)],
            [.. all.Select(bar => bar.Close)], [.. all.Select(bar => bar.Volume)]);
        return BarSeries.Create(Symbol.Parse("TESTUSDT"), timeframe, MarketCalendar.Crypto, columns);
    }

    public static IEnumerable<Bar> Bars(BarSeries bars) => Enumerable.Range(0, bars.Count).Select(i => bars[i]);

    /// <summary>The same bars with each field multiplied by a factor of its bar.</summary>
    public static BarSeries Scaled(BarSeries bars, Func<int, double> price, double volume = 1) => Of(
        Bars(bars).Select((bar, i) => new Bar(
            bar.OpenTime, bar.Open * price(i), bar.High * price(i), bar.Low * price(i), bar.Close * price(i), bar.Volume * volume)), bars.Timeframe);

    /// <summary>About one bar in five left out, and now and then a whole week.</summary>
    public static BarSeries WithHoles(BarSeries bars, SeededRandom random)
    {
        TimeSpan away = TimeSpan.Zero;
        List<Bar> kept = [];
        foreach (Bar bar in Bars(bars))
        {
            if (random.Next(200) == 0) away += TimeSpan.FromDays(7);
            if (random.Next(5) > 0) kept.Add(bar with { OpenTime = bar.OpenTime + away });
        }

        return Of(kept, bars.Timeframe);
    }

    public static BarSeries Flat(int count, Timeframe timeframe, double price) =>
        Of(Enumerable.Range(0, count).Select(i => new Bar(RandomMarket.Start + (i * timeframe.Duration), price, price, price, price, 0)), timeframe);
}
