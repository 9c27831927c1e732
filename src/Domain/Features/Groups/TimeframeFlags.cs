using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>One-hot: [1, 0] for bars of a day, [0, 1] for all others.</summary>
internal sealed class TimeframeFlags() : FeatureGroup(0, "timeframe_1d", "timeframe_other")
{
    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        bool daily = bars.Timeframe == Timeframe.D1;
        columns[0].Fill(daily ? 1 : 0);
        columns[1].Fill(daily ? 0 : 1);
    }
}
