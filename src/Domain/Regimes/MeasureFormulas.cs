using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes.Trailing;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>The measures as columns. What stands before bar `lookback` is of no meaning here: the measure blanks it.</summary>
internal static class MeasureFormulas
{
    public const string TooLarge = "the result is too large for a number";

    public static double[] TrendStrength(BarSeries bars, int lookback)
    {
        ReadOnlySpan<double> close = bars.Close;
        Moments[] runs = new Moments[close.Length];
        for (int t = 0; t < runs.Length; t++) runs[t] = Moments.Of(Math.Log(close[t]));
        return Array.ConvertAll(TrailingWindows.Summarise(runs, lookback), window => window.RSquaredOnTime);
    }

    public static double[] Returns(BarSeries bars, int lookback)
    {
        ReadOnlySpan<double> close = bars.Close;
        double[] values = new double[close.Length];
        for (int t = lookback; t < values.Length; t++) values[t] = (close[t] / close[t - lookback]) - 1;
        return values;
    }

    public static double[] Volatility(BarSeries bars, int lookback)
    {
        ReadOnlySpan<double> close = bars.Close;
        Moments[] runs = new Moments[close.Length];
        for (int t = 1; t < runs.Length; t++) runs[t] = Moments.Of(Math.Log(close[t] / close[t - 1]));
        return Array.ConvertAll(TrailingWindows.Summarise(runs, lookback), window => Math.Sqrt(window.PopulationVariance));
    }

    public static double[] Volume(BarSeries bars, int lookback) => bars.Volume.ToArray();

    public static double[] Drawdown(BarSeries bars, int lookback)
    {
        ReadOnlySpan<double> close = bars.Close;
        Highest[] runs = new Highest[close.Length];
        for (int t = 0; t < runs.Length; t++) runs[t] = new Highest(close[t]);
        Highest[] highest = TrailingWindows.Summarise(runs, lookback);
        double[] values = new double[close.Length];
        for (int t = 0; t < values.Length; t++) values[t] = 1 - (close[t] / highest[t].Value);
        return values;
    }
}
