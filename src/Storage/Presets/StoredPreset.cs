using System.Text.Json;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Storage.Presets;

/// <summary>A version of a preset.</summary>
/// <param name="IsDeleted">Of the name: no version of it is shown in lists then.</param>
/// <param name="Content">As <see cref="PresetContentText"/> writes it.</param>
/// <param name="Lines">How long the history was; the longer one is the newer.</param>
/// <param name="BestMetric">What lists show; null where there is none.</param>
public sealed record StoredPreset(
    string Name, int Version, bool IsDeleted, string Description, string ContentFingerprint, DateTimeOffset At, double? BestMetric, JsonElement Content, int Lines)
{
    /// <summary>Null for one that an older program stored.</summary>
    public PresetStatus? Status { get; init; }

    public bool AutoValidated { get; init; }

    public PresetName Parsed() => PresetName.Parse(Name);
}
