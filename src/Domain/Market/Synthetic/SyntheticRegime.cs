namespace ServerlessTraining.Domain.Market.Synthetic;

/// <summary>How a synthetic market behaves for a while. All figures are per bar.</summary>
/// <param name="Name">Unique among the regimes of a market.</param>
/// <param name="Drift">Mean logarithmic return, -0.1 to 0.1.</param>
/// <param name="Volatility">Standard deviation of the logarithmic return, above 0, at most 0.5.</param>
/// <param name="MeanDuration">Bars until the market changes, on average: 1 or more.</param>
/// <param name="Pull">How much of the way back to the price at which the regime began is expected in each bar, 0 (none) to 1.</param>
public sealed record SyntheticRegime(string Name, double Drift, double Volatility, double MeanDuration, double Pull = 0)
{
    private const double MinutesOfTheFigures = 60;

    /// <summary>Two trends and two ranges, named as the regimes that the product tells apart. Volatility grows with the root of the
    /// timeframe, so that a bar's signal and noise stay in proportion.</summary>
    public static IReadOnlyList<SyntheticRegime> Standard(Timeframe timeframe)
    {
        double scale = Math.Sqrt(timeframe.Minutes / MinutesOfTheFigures);
        return
        [
            new("bull_trending", 0.0008 * scale, 0.004 * scale, 240),
            new("bear_trending", -0.0008 * scale, 0.005 * scale, 240),
            new("volatile_ranging", 0, 0.012 * scale, 160, 0.08),
            new("calm_ranging", 0, 0.0025 * scale, 320, 0.04),
        ];
    }

    /// <summary>One regime in which nothing can be known: the expected price of every later bar is the price now. Half the variance is
    /// taken off because the mean of a lognormal lies above its median; without it, buying and holding would earn something.</summary>
    public static IReadOnlyList<SyntheticRegime> Driftless(Timeframe timeframe)
    {
        double volatility = 0.005 * Math.Sqrt(timeframe.Minutes / MinutesOfTheFigures);
        return [new("driftless", -0.5 * volatility * volatility, volatility, double.MaxValue)];
    }
}
