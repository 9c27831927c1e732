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
        Fast.Apply(close, columns[0]);
        Middle.Apply(close, columns[1]);
        Slow.Apply(close, columns[2]);
        for (int i = 0; i <= 2; i++) Derived.DistanceFrom(close, columns[i]);

        Span<double> line = columns[3];
        Span<double> histogram = columns[4];
        Macd.Compute(close, MacdFast, MacdSlow, MacdSignal, line, histogram);
        for (int i = 0; i < line.Length; i++)
        {
            histogram[i] = (line[i] - histogram[i]) / close[i];
            line[i] /= close[i];
        }

        DirectionalMovement.Compute(bars.High, bars.Low, close, Wilder14, columns[5], columns[6]);
        Aroon.Compute(bars.High, bars.Low, AroonPeriods, columns[7]);
        using Scratch logs = new(bars.Count);
        Derived.Log(close, logs.Span);
        LinearTrend.Compute(logs.Span, TrendWindow, columns[8], columns[9]);
        EfficiencyRatio.Compute(close, EfficiencyWindow, columns[10]);
    }
}
