using ServerlessTraining.Domain.Features.Indicators;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>Indicators of the newest higher bar that has ended by the bar's close, and ln(close / close of that higher bar). They read 15
/// higher bars (so the smoothing of RSI and ATR is their first textbook value, a plain average): a long memory of days would cost months of
/// hourly bars. All names end in the timeframe.</summary>
internal sealed class HigherTimeframeFeatures(Timeframe bars, Timeframe higher) : FeatureGroup(
    MostBars(higher.Minutes / bars.Minutes), [.. Stems.Select(stem => $"{stem}_{higher}")])
{
    private const int Window = 14;
    private static readonly string[] Stems =
    [
        "log_return_1", "log_return_5", "sma_distance_14", "rsi_14", "atr_to_price_14", "donchian_position_14",
        "trend_r2_14", "relative_volume_14", "log_return_since",
    ];

    private static readonly MovingAverage Simple14 = MovingAverage.Simple(Window);

    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        HigherTimeframe longer = HigherTimeframe.Of(bars, higher);
        ReadOnlySpan<int> lastCompleted = longer.LastCompleted;
        using Scratch storage = new(longer.Bars.Count * Stems.Length);
        FeatureColumns indicators = new(storage.Span, longer.Bars.Count);
        Compute(longer.Bars, indicators);
        ReadOnlySpan<double> close = bars.Close;
        for (int column = 0; column < Stems.Length; column++)
        {
            ReadOnlySpan<double> source = indicators[column];
            Span<double> target = columns[column];
            for (int i = 0; i < target.Length; i++) target[i] = lastCompleted[i] < 0 ? double.NaN : source[lastCompleted[i]];
        }

        Span<double> since = columns[Stems.Length - 1];
        for (int i = 0; i < since.Length; i++) since[i] = Math.Log(close[i] / since[i]);
    }

    private static void Compute(BarSeries bars, FeatureColumns columns)
    {
        ReadOnlySpan<double> close = bars.Close;
        using Scratch inputs = new(bars.Count);
        Span<double> input = inputs.Span;
        Derived.Log(close, input);
        Derived.Change(input, 1, columns[0]);
        Derived.Change(input, 5, columns[1]);
        LinearTrend.Compute(input, Window, columns[2], columns[6]);
        Simple14.Apply(close, columns[2]);
        Derived.DistanceFrom(close, columns[2]);
        RelativeStrength.Compute(close, Simple14, columns[3]);
        TrueRange.Compute(bars.High, bars.Low, close, input);
        Simple14.Apply(input, columns[4]);
        Derived.DivideBy(close, columns[4]);
        DonchianChannel.Position(bars.High, bars.Low, close, Window, columns[5]);
        VolumeFlow.Relative(bars.Volume, Window, columns[7]);
        // The newest close itself, from which the return since is taken.
        close.CopyTo(columns[8]);
    }

    /// <summary>Enough for 15 whole higher bars behind one whose first bar is missing, which is the worst start. Missing bars only add to
    /// them.</summary>
    private static int MostBars(int barsInHigher) => (barsInHigher - 1) + ((Window + 1) * barsInHigher) - 1;
}
