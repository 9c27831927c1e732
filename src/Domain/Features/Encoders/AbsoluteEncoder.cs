namespace ServerlessTraining.Domain.Features.Encoders;

/// <summary>Values as they are, under their bare names.</summary>
internal sealed class AbsoluteEncoder : FeatureEncoder
{
    public override string Name => "absolute";

    internal override int WarmUp => 0;

    internal override string NameOf(string level) => level;

    internal override void Encode(ReadOnlySpan<double> levels, LevelKind kind, Span<double> output) => levels.CopyTo(output);
}
