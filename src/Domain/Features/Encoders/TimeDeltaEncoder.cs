namespace ServerlessTraining.Domain.Features.Encoders;

/// <summary>The change from the bar before: ln(x / previous x) for prices, ln(1 + v) - ln(1 + previous v) for volume.</summary>
internal sealed class TimeDeltaEncoder : FeatureEncoder
{
    public override string Name => "time_delta";

    internal override int WarmUp => 1;

    internal override void Encode(ReadOnlySpan<double> levels, LevelKind kind, Span<double> output)
    {
        double offset = kind == LevelKind.Volume ? 1 : 0;
        double previous = double.NaN;
        for (int i = 0; i < levels.Length; i++)
        {
            double current = Math.Log(levels[i] + offset);
            output[i] = current - previous;
            previous = current;
        }
    }
}
