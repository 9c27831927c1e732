using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Regimes;

/// <summary>Markets made of given closes and volumes.</summary>
internal static class TestMarket
{
    public static BarSeries Of(double[] closes, double[] volumes)
    {
        long[] ticks = [.. Enumerable.Range(0, closes.Length).Select(i => RandomMarket.Start.AddHours(i).UtcTicks)];
        double[] same = [.. closes];
        return BarSeries.Create(Symbol.Parse("TESTUSDT"), Timeframe.H1, MarketCalendar.Crypto, new BarColumns(ticks, same, same, same, same, volumes));
    }

    public static BarSeries Of(int count, Func<int, double> close, Func<int, double>? volume = null) =>
        Of([.. Enumerable.Range(0, count).Select(close)], [.. Enumerable.Range(0, count).Select(volume ?? (_ => 1000))]);

    /// <summary>A walk with steady stretches, wild ones, calm ones and some where nothing moves and nothing is traded, so that every rule has something to match.</summary>
    public static BarSeries Moody(SeededRandom random, int count)
    {
        double[] closes = new double[count];
        double[] volumes = new double[count];
        double logPrice = Math.Log(100);
        double drift = 0, spread = 0.01;
        for (int i = 0; i < count; i++)
        {
            if (random.Next(25) == 0)
            {
                drift = 0.01 * random.NextGaussian();
                spread = random.Next(5) == 0 ? 0 : 0.002 * Math.Exp(random.NextGaussian());
                if (spread == 0) drift = 0;
            }

            logPrice += drift + (spread * random.NextGaussian());
            closes[i] = Math.Exp(logPrice);
            volumes[i] = spread == 0 ? 0 : Math.Round(100 * Math.Exp(random.NextGaussian()));
        }

        return Of(closes, volumes);
    }
}
