using ServerlessTraining.Domain.Features.Indicators;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>Distance from exponential averages (close / average - 1), MACD over the close, Wilder's directional movement, Aroon, the
/// least-squares line of the log close (slope a bar, share explained), and the efficiency ratio.</summary>
internal sealed class TrendFeatures() : FeatureGroup(
    Math.Max(DirectionalMovement.WarmUp(Wilder14), Slow.WarmUp),
    "ema_distance_10", "ema_distance_20", "ema_distance_50", "macd_to_price", "macd_histogram_to_price", "adx_14", "di_difference_14",
    "aroon_25", "trend_slope_20", "trend_r2_20", "efficiency_ratio_10")
{
    private const int AroonPeriods = 25;
    private const int TrendWindow = 20;
    private const int EfficiencyWindow = 10;
    private static readonly MovingAverage Wilder14 = MovingAverage.Wilder(14);
    private static readonly MovingAverage Fast = MovingAverage.Exponential(10);
    private static readonly MovingAverage Middle = MovingAverage.Exponential(20);
    private static readonly MovingAverage Slow = MovingAverage.Exponential(50);
    private static readonly MovingAverage MacdFast = MovingAverage.Exponential(12);
    private static readonly MovingAverage MacdSlow = MovingAverage.Exponential(26);
    private static readonly MovingAverage MacdSignal = MovingAverage.Exponential(9);

    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        ReadOnlySpan<double> close = bars.Close;
        Distance(Fast, close, columns[0]);
        Distance(Middle, close, columns[1]);
        Distance(Slow, close, columns[2]);

        int spare = Spare(Macd.WarmUp(MacdFast, MacdSlow, MacdSignal));
        ReadOnlySpan<double> price = close[spare..];
        Span<double> line = columns[3][spare..];
        Span<double> histogram = columns[4][spare..];
        Macd.Compute(price, MacdFast, MacdSlow, MacdSignal, line, histogram);
        for (int i = 0; i < line.Length; i++)
        {
            histogram[i] = (line[i] - histogram[i]) / price[i];
            line[i] /= price[i];
        }

        DirectionalMovement.Compute(bars.High, bars.Low, close, Wilder14, columns[5], columns[6]);
        spare = Spare(Aroon.WarmUp(AroonPeriods));
        Aroon.Compute(bars.High[spare..], bars.Low[spare..], AroonPeriods, columns[7][spare..]);
        spare = Spare(LinearTrend.WarmUp(TrendWindow));
        using Scratch logs = new(bars.Count - spare);
        Derived.Log(close[spare..], logs.Span);
        LinearTrend.Compute(logs.Span, TrendWindow, columns[8][spare..], columns[9][spare..]);
        spare = Spare(EfficiencyRatio.WarmUp(EfficiencyWindow));
        EfficiencyRatio.Compute(close[spare..], EfficiencyWindow, columns[10][spare..]);
    }

    private void Distance(MovingAverage average, ReadOnlySpan<double> close, Span<double> column)
    {
        int spare = Spare(average.WarmUp);
        average.Apply(close[spare..], column[spare..]);
        Derived.DistanceFrom(close[spare..], column[spare..]);
    }
}
