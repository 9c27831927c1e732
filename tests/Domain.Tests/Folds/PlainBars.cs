using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Folds;

/// <summary>Bars whose prices do not matter: folds look at times.</summary>
internal static class PlainBars
{
    public static BarSeries Of(Timeframe timeframe, long[] openTicks, string symbol = "TESTUSDT")
    {
        double[] ones = new double[openTicks.Length];
        Array.Fill(ones, 1);
        return BarSeries.Create(Symbol.Parse(symbol), timeframe, MarketCalendar.Crypto, new BarColumns(openTicks, ones, ones, ones, ones, ones));
    }

    public static BarSeries Without(Func<DateTimeOffset, bool> missing, Timeframe timeframe, DateTimeOffset start, DateTimeOffset end, string symbol = "TESTUSDT")
    {
        List<long> ticks = [];
        for (DateTimeOffset time = start; time < end; time += timeframe.Duration)
        {
            if (!missing(time)) ticks.Add(time.UtcTicks);
        }

        return Of(timeframe, [.. ticks], symbol);
    }

    /// <summary>Without a gap.</summary>
    public static BarSeries Days(int days, Timeframe timeframe) => Without(_ => false, timeframe, RandomMarket.Start, RandomMarket.Start.AddDays(days));

    public static DateTimeOffset Day(int day) => RandomMarket.Start.AddDays(day);
}
