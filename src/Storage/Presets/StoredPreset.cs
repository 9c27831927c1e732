using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Metrics;
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

    /// <summary>What the search that this version came of used. Beside the content, not in it: a file for others has nothing of what it cost here. Null where no search of this
    /// installation is noted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainingUse? Use { get; init; }

    public PresetName Parsed() => PresetName.Parse(Name);
}
