using ServerlessTraining.Domain.Features.Indicators;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>Volume over its mean, Chaikin money flow, volume of rising less that of falling bars as a share of all, and close /
/// volume-weighted average - 1.</summary>
internal sealed class VolumeFeatures() : FeatureGroup(Window, "relative_volume_20", "money_flow_20", "signed_volume_20", "vwma_distance_20")
{
    private const int Window = 20;

    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        VolumeFlow.Relative(bars.Volume, Window, columns[0]);
        VolumeFlow.Money(bars.High, bars.Low, bars.Close, bars.Volume, Window, columns[1]);
        VolumeFlow.OnBalance(bars.Close, bars.Volume, Window, columns[2]);
        VolumeFlow.WeightedAverage(bars.Close, bars.Volume, Window, columns[3]);
        Derived.DistanceFrom(bars.Close, columns[3]);
    }
}
