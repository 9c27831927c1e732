using ServerlessTraining.Domain.Features.Systems;

namespace ServerlessTraining.Domain.Features;

/// <summary>All feature systems by name. A new one is a class in Systems/ and a line here.</summary>
public static class FeatureSystems
{
    public static FeatureSystem Poc16 { get; } = new Poc16();

    public static FeatureSystem Poc16Ma5 { get; } = new Poc16Ma5();

    public static FeatureSystem V1 { get; } = new V1();

    public static FeatureSystem V2 { get; } = new V2();

    public static IReadOnlyList<FeatureSystem> All { get; } = [Poc16, Poc16Ma5, V1, V2];

    public static FeatureSystem Parse(string? name) => ByName.Find(name, All, system => system.Name, "feature system", "feature systems");
}
