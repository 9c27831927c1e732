using ServerlessTraining.Domain.Features.Groups;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Systems;

/// <summary>Classic indicators in forms without a level: returns, ratios and shares, so that a model learns nothing that holds at one price
/// only.</summary>
internal sealed class V1 : FeatureSystem
{
    public override string Name => "v1";

    public override int Version => 1;

    internal static IReadOnlyList<FeatureGroup> Classic { get; } =
        [new ReturnFeatures(), new CandleFeatures(), new TrendFeatures(), new OscillatorFeatures(), new VolatilityFeatures(), new VolumeFeatures()];

    private protected override IReadOnlyList<FeatureGroup> Groups(Timeframe timeframe, FeatureOptions options) => Classic;
}
