using ServerlessTraining.Domain.Features.Groups;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Systems;

/// <summary>poc16 and three features of a five-bar average.</summary>
internal sealed class Poc16Ma5 : FeatureSystem
{
    public override string Name => "poc16+ma5";

    public override int Version => 1;

    public override bool ReadsEncoder => true;

    private protected override IReadOnlyList<FeatureGroup> Groups(Timeframe timeframe, FeatureOptions options) =>
        [.. Poc16.Sixteen(options.Encoder), new FiveBarAverageFeatures(options.Encoder)];
}
