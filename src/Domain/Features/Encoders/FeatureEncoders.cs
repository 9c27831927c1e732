namespace ServerlessTraining.Domain.Features.Encoders;

/// <summary>All encoders by name.</summary>
public static class FeatureEncoders
{
    public static FeatureEncoder TimeDelta { get; } = new TimeDeltaEncoder();

    public static FeatureEncoder Absolute { get; } = new AbsoluteEncoder();

    public static FeatureEncoder Normalized { get; } = new NormalizedEncoder();

    public static IReadOnlyList<FeatureEncoder> All { get; } = [TimeDelta, Absolute, Normalized];

    public static FeatureEncoder Parse(string? name) => ByName.Find(name, All, encoder => encoder.Name, "feature encoder", "feature encoders");
}
