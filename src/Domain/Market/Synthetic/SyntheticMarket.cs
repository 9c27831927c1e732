using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Market.Synthetic;

/// <summary>A made-up market whose truth is known, for demonstrations and tests: regimes that switch by chance, and a planted signal of
/// chosen strength.</summary>
/// <remarks>The same options give the same bytes, and the first bars do not depend on how many are asked for. Across machines this holds as
/// far as Math.Exp and Math.Log agree to the last bit, which the runtime does not promise; prices are rounded to eight digits bar by bar,
/// which hides nearly every such difference.</remarks>
public sealed class SyntheticMarket
{
    // The driver forgets half of itself in 34 bars: slower than any forecast horizon, faster than a regime.
    private const double DriverMemory = 0.98;
    private const double DriverInVolume = 0.5;
    private const double NoiseInVolume = 0.25;
    private const double UsualVolume = 1000;
    private const double LeastPrice = 1e-12;
    private const double MostPrice = 1e18;

    private readonly SyntheticMarketOptions options;
    private readonly IReadOnlyList<SyntheticRegime> regimes;
    private readonly double usualVolatility;

    // One generator for each purpose: another signal strength leaves regimes and noise as they are.
    private readonly SeededRandom switching;
    private readonly SeededRandom noise;
    private readonly SeededRandom driving;
    private readonly SeededRandom extremes;
    private readonly SeededRandom trading;

    private int regime;
    private double price;
    private double anchor;
    private double driver;

    private SyntheticMarket(SyntheticMarketOptions options)
    {
        this.options = options;
        regimes = options.RegimesOrStandard;
        usualVolatility = regimes.Average(candidate => candidate.Volatility);
        SeededRandom random = new(options.Seed);
        switching = random.Fork(1);
        noise = random.Fork(2);
        driving = random.Fork(3);
        extremes = random.Fork(4);
        trading = random.Fork(5);
        regime = switching.Next(regimes.Count);
        anchor = price = SignificantDigits.Round(options.StartPrice);
        driver = driving.NextGaussian();
    }

    public static SyntheticBars Generate(SyntheticMarketOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new SyntheticMarket(options).Generate();
    }

    private SyntheticBars Generate()
    {
        BarColumnsBuilder bars = new(options.Bars);
        byte[] labels = new byte[options.Bars];
        long step = options.Timeframe.Duration.Ticks;
        long ticks = options.Start.UtcTicks - step;
        for (int i = 0; i < labels.Length; i++)
        {
            ticks = options.Calendar.Grid.Next(options.Timeframe, ticks + step);
            if (i > 0) MaybeSwitch();
            labels[i] = (byte)regime;
            AddBar(bars, ticks);
        }

        BarSeries series = BarSeries.Create(options.Symbol, options.Timeframe, options.Calendar, bars.Build());
        return new SyntheticBars(series, new RegimeLabels([.. regimes.Select(candidate => candidate.Name)], labels));
    }

    private void MaybeSwitch()
    {
        if (regimes.Count == 1 || switching.NextDouble() * regimes[regime].MeanDuration >= 1) return;
        int other = switching.Next(regimes.Count - 1);
        regime = other < regime ? other : other + 1;
        anchor = price;
    }

    private void AddBar(BarColumnsBuilder bars, long ticks)
    {
        SyntheticRegime now = regimes[regime];
        double signal = options.SignalStrength;
        double shock = (signal * driver) + (Math.Sqrt(1 - (signal * signal)) * noise.NextGaussian());
        double change = now.Drift + (now.Pull * Math.Log(anchor / price)) + (now.Volatility * shock);
        double open = price;
        double close = SignificantDigits.Round(open * Math.Exp(change));
        if (close is not (>= LeastPrice and <= MostPrice))
        {
            throw new ServerlessTrainingException(
                $"The synthetic price left {LeastPrice} to {MostPrice} after {bars.Count} bars. Choose smaller drifts and volatilities, or fewer bars.");
        }

        double high = Math.Max(SignificantDigits.Round(open * Math.Exp(Extreme(change, now.Volatility, 1))), Math.Max(open, close));
        double low = Math.Min(SignificantDigits.Round(open * Math.Exp(Extreme(change, now.Volatility, -1))), Math.Min(open, close));
        // What the driver is at this close is what the next bar's return depends on.
        driver = (DriverMemory * driver) + (Math.Sqrt(1 - (DriverMemory * DriverMemory)) * driving.NextGaussian());
        double activity = now.Volatility / usualVolatility * (0.5 + Math.Abs(shock));
        double volume = UsualVolume * activity * Math.Exp((DriverInVolume * driver) + (NoiseInVolume * trading.NextGaussian()));
        bars.Add(ticks, open, high, low, close, SignificantDigits.Round(volume));
        price = close;
    }

    /// <summary>The highest (side 1) or lowest (side -1) point of a Brownian path of this volatility from 0 to <paramref name="change"/>,
    /// drawn from its exact distribution. Each is right by itself; that they depend on each other a little is left out.</summary>
    private double Extreme(double change, double volatility, int side)
    {
        double away = -2 * volatility * volatility * Math.Log(1 - extremes.NextDouble());
        return 0.5 * (change + (side * Math.Sqrt((change * change) + away)));
    }
}
