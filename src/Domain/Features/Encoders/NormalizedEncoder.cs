using ServerlessTraining.Domain.Features.Indicators;

namespace ServerlessTraining.Domain.Features.Encoders;

/// <summary>The distance from the mean of the newest 100 values (the bar itself included) in their population standard deviations; 0 where
/// they are all equal.</summary>
internal sealed class NormalizedEncoder : FeatureEncoder
{
    private const int Window = 100;

    public override string Name => "normalized";

    internal override int WarmUp => Window - 1;

    internal override void Encode(ReadOnlySpan<double> levels, LevelKind kind, Span<double> output) => Rolling.ZScore(levels, Window, output);
}
