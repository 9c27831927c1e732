using System.Text.Json;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Storage.Presets;

/// <summary>The current version of a preset.</summary>
/// <param name="Content">Metadata, hyper-parameters, metrics: as the domain writes them.</param>
/// <param name="Lines">How long the history was; the longer one is the newer.</param>
/// <param name="BestMetric">What lists show; null where there is none.</param>
public sealed record StoredPreset(
    string Name, int Version, bool IsDeleted, string Description, string ContentFingerprint, DateTimeOffset At, double? BestMetric, JsonElement Content, int Lines)
{
    public PresetName Parsed() => PresetName.Parse(Name);
}
