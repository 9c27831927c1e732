namespace ServerlessTraining.Domain.Features.Encoders;

/// <summary>How the level columns of poc16 and poc16+ma5 (open, high, low, close, volume, moving average) are put before a model. Systems
/// whose features have no level (v1, v2) are not touched by it.</summary>
public abstract class FeatureEncoder
{
    /// <summary>As written in configurations.</summary>
    public abstract string Name { get; }

    /// <summary>Earlier bars that an encoded value reads.</summary>
    internal abstract int WarmUp { get; }

    /// <summary>The encoder is part of the column's name, so that a scaler or model of one encoder refuses the columns of
    /// another.</summary>
    internal virtual string NameOf(string level) => $"{level}_{Name}";

    internal abstract void Encode(ReadOnlySpan<double> levels, LevelKind kind, Span<double> output);

    public override string ToString() => Name;
}
