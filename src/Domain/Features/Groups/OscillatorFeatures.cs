using ServerlessTraining.Domain.Features.Indicators;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>RSI, stochastic %K and its three-bar average %D, Bollinger %b (0 at two deviations below the mean, 1 at two above), and the
/// place in the channel of the 20 bars before (0 its low, 1 its high, breakouts cut at one channel width, a half where it is
/// flat).</summary>
internal sealed class OscillatorFeatures() : FeatureGroup(
    RelativeStrength.WarmUp(Wilder14), "rsi_14", "stochastic_k_14", "stochastic_d_14", "bollinger_b_20", "donchian_position_20")
{
    private const int StochasticWindow = 14;
    private const int BandWindow = 20;
    private static readonly MovingAverage Wilder14 = MovingAverage.Wilder(14);
    private static readonly MovingAverage StochasticSignal = MovingAverage.Simple(3);

    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        RelativeStrength.Compute(bars.Close, Wilder14, columns[0]);
        int spare = Spare(Stochastic.WarmUp(StochasticWindow) + StochasticSignal.WarmUp);
        Stochastic.Compute(bars.High[spare..], bars.Low[spare..], bars.Close[spare..], StochasticWindow, columns[1][spare..]);
        StochasticSignal.Apply(columns[1][spare..], columns[2][spare..]);
        spare = Spare(BollingerBands.WarmUp(BandWindow));
        BollingerBands.PercentB(bars.Close[spare..], BandWindow, columns[3][spare..]);
        spare = Spare(DonchianChannel.WarmUp(BandWindow));
        DonchianChannel.Position(bars.High[spare..], bars.Low[spare..], bars.Close[spare..], BandWindow, columns[4][spare..]);
    }
}
