using ServerlessTraining.Domain.Features.Indicators;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>The shape of one bar over its open: range (high - low), price change (close - open), upper shadow (high - the higher of open
/// and close), lower shadow (the lower of open and close - low); and its volume over the mean of the newest 20 volumes (1 where that mean
/// is 0).</summary>
internal sealed class BarShapeFeatures() : FeatureGroup(
    VolumeFlow.WarmUp(VolumeWindow), "range", "price_change", "upper_shadow", "lower_shadow", "relative_volume")
{
    private const int VolumeWindow = 20;

    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        ReadOnlySpan<double> open = bars.Open;
        ReadOnlySpan<double> high = bars.High;
        ReadOnlySpan<double> low = bars.Low;
        ReadOnlySpan<double> close = bars.Close;
        for (int i = 0; i < open.Length; i++)
        {
            columns[0][i] = (high[i] - low[i]) / open[i];
            columns[1][i] = (close[i] - open[i]) / open[i];
            columns[2][i] = (high[i] - Math.Max(open[i], close[i])) / open[i];
            columns[3][i] = (Math.Min(open[i], close[i]) - low[i]) / open[i];
        }

        VolumeFlow.Relative(bars.Volume, VolumeWindow, columns[4]);
    }
}
