using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Storage.Presets;

/// <summary>A line of a preset's history, as stored.</summary>
/// <param name="Content">Null for a line that makes no version.</param>
internal sealed record PresetLine(PresetEvent Event, double? BestMetric, JsonElement? Content)
{
    /// <summary>Null in what an older program stored.</summary>
    public PresetStatus? Status { get; init; }

    public bool AutoValidated { get; init; }

    /// <summary>As <see cref="StoredPreset.Use"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainingUse? Use { get; init; }
}
