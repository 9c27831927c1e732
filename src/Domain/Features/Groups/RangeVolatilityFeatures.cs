using ServerlessTraining.Domain.Features.Indicators;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>Volatility from whole bars, and the standard deviation of the newest 5 log returns over that of the newest 50 (1 where the
/// latter is 0).</summary>
internal sealed class RangeVolatilityFeatures() : FeatureGroup(LongWindow, "parkinson_20", "garman_klass_20", "yang_zhang_20", "volatility_ratio_5_50")
{
    private const int Window = 20;
    private const int ShortWindow = 5;
    private const int LongWindow = 50;

    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        RangeVolatility.Parkinson(bars.High, bars.Low, Window, columns[0]);
        RangeVolatility.GarmanKlass(bars.Open, bars.High, bars.Low, bars.Close, Window, columns[1]);
        RangeVolatility.YangZhang(bars.Open, bars.High, bars.Low, bars.Close, Window, columns[2]);
        using Scratch returns = new(bars.Count);
        using Scratch longer = new(bars.Count);
        Derived.LogReturn(bars.Close, returns.Span);
        Rolling.Deviation(returns.Span, ShortWindow, columns[3]);
        Rolling.Deviation(returns.Span, LongWindow, longer.Span);
        Span<double> ratio = columns[3];
        for (int i = 0; i < ratio.Length; i++) ratio[i] = Share.Of(ratio[i], longer.Span[i], 1);
    }
}
