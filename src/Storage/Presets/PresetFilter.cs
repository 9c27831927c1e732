using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Presets;

/// <summary>Which presets are wanted; what is null is not asked for.</summary>
public sealed record PresetFilter
{
    public Symbol? Symbol { get; init; }

    public Timeframe? Timeframe { get; init; }

    public string? FeatureSystem { get; init; }

    public string? Architecture { get; init; }

    /// <summary>The deleted ones instead of the others.</summary>
    public bool Deleted { get; init; }
}
