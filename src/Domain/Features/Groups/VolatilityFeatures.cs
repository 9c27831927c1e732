using ServerlessTraining.Domain.Features.Indicators;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>ATR over the close, Bollinger width (four deviations over the mean), standard deviation of one-bar log returns, and the
/// choppiness index.</summary>
internal sealed class VolatilityFeatures() : FeatureGroup(
    TrueRange.WarmUp + Wilder14.WarmUp, "atr_to_price_14", "bollinger_width_20", "volatility_20", "choppiness_14")
{
    private const int Window = 20;
    private const int ChoppinessWindow = 14;
    private static readonly MovingAverage Wilder14 = MovingAverage.Wilder(14);

    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        using Scratch inputs = new(bars.Count);
        TrueRange.Compute(bars.High, bars.Low, bars.Close, inputs.Span);
        Wilder14.Apply(inputs.Span, columns[0]);
        Derived.DivideBy(bars.Close, columns[0]);
        // One bar more than the window: a return needs the close before it.
        int spare = Spare(Window);
        BollingerBands.Width(bars.Close[spare..], Window, columns[1][spare..]);
        Span<double> returns = inputs.Span[spare..];
        Derived.LogReturn(bars.Close[spare..], returns);
        Rolling.Deviation(returns, Window, columns[2][spare..]);
        spare = Spare(Choppiness.WarmUp(ChoppinessWindow));
        Choppiness.Compute(bars.High[spare..], bars.Low[spare..], bars.Close[spare..], ChoppinessWindow, columns[3][spare..]);
    }
}
