using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Features.Groups;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Systems;

/// <summary>The sixteen features of the proof of concept.</summary>
internal sealed class Poc16 : FeatureSystem
{
    public override string Name => "poc16";

    public override int Version => 1;

    public override bool ReadsEncoder => true;

    internal static IReadOnlyList<FeatureGroup> Sixteen(FeatureEncoder encoder) =>
        [new LevelFeatures(encoder), new CalendarFeatures(), new TimeframeFlags(), new BarShapeFeatures()];

    private protected override IReadOnlyList<FeatureGroup> Groups(Timeframe timeframe, FeatureOptions options) => Sixteen(options.Encoder);
}
