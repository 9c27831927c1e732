using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests;

/// <summary>Plain random walks for laws that hold on any bars.</summary>
internal static class RandomMarket
{
    public static readonly DateTimeOffset Start = new(2021, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static BarSeries Walk(SeededRandom random, int count, Timeframe? timeframe = null, double volatility = 0.01) =>
        BarSeries.Create(Symbol.Parse("TESTUSDT"), timeframe ?? Timeframe.H1, MarketCalendar.Crypto, Columns(random, count, timeframe ?? Timeframe.H1, volatility));

    /// <summary>The same bars up to and with <paramref name="lastTrue"/>, everything after multiplied by a million.</summary>
    public static BarSeries Poisoned(BarSeries bars, int lastTrue)
    {
        const double Poison = 1e6;
        BarColumns columns = new(bars.OpenTicks.ToArray(), bars.Open.ToArray(), bars.High.ToArray(), bars.Low.ToArray(), bars.Close.ToArray(), bars.Volume.ToArray());
        foreach (double[] field in new[] { columns.Open, columns.High, columns.Low, columns.Close, columns.Volume })
        {
            for (int i = lastTrue + 1; i < field.Length; i++) field[i] *= Poison;
        }

        return BarSeries.Create(bars.Symbol, bars.Timeframe, bars.Calendar, columns);
    }

    private static BarColumns Columns(SeededRandom random, int count, Timeframe timeframe, double volatility)
    {
        BarColumns columns = new(new long[count], new double[count], new double[count], new double[count], new double[count], new double[count]);
        double price = 100;
        for (int i = 0; i < count; i++)
        {
            double open = price;
            double close = open * Math.Exp(volatility * random.NextGaussian());
            columns.Ticks[i] = Start.UtcTicks + (i * timeframe.Duration.Ticks);
            columns.Open[i] = open;
            columns.Close[i] = close;
            columns.High[i] = Math.Max(open, close) * (1 + (volatility * random.NextDouble()));
            columns.Low[i] = Math.Min(open, close) / (1 + (volatility * random.NextDouble()));
            columns.Volume[i] = 1000 * Math.Exp(0.5 * random.NextGaussian());
            price = close;
        }

        return columns;
    }
}
