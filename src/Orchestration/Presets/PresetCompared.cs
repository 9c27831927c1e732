using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>A preset in a comparison.</summary>
public sealed record PresetCompared(string Name, int Version, PresetStatus? Status, double? BestMetric, string Description, DateTimeOffset Updated)
{
    internal static PresetCompared Of(StoredPreset preset) => new(preset.Name, preset.Version, preset.Status, preset.BestMetric, preset.Description, preset.At);
}
