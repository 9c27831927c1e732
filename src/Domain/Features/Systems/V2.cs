using ServerlessTraining.Domain.Features.Groups;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Systems;

/// <summary>The features of v1, volatility from whole bars, the time, and indicators of higher timeframes from completed bars.</summary>
internal sealed class V2 : FeatureSystem
{
    public override string Name => "v2";

    public override int Version => 1;

    public override bool ReadsIndicatorTimeframes => true;

    private protected override IReadOnlyList<FeatureGroup> Groups(Timeframe timeframe, FeatureOptions options) =>
    [
        .. V1.Classic, new RangeVolatilityFeatures(), new TimeFeatures(),
        .. options.TimeframesFor(timeframe).Select(higher => new HigherTimeframeFeatures(timeframe, higher)),
    ];
}
