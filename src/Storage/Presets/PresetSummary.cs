using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Storage.Presets;

/// <summary>A preset in a list.</summary>
/// <param name="At">When the version was made.</param>
public sealed record PresetSummary(string Name, int Version, DateTimeOffset At, double? BestMetric)
{
    /// <summary>Null for one that an older program stored.</summary>
    public PresetStatus? Status { get; init; }

    public bool AutoValidated { get; init; }

    public string Description { get; init; } = "";
}
