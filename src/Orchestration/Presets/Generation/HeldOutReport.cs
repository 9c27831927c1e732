using System.Text.Json;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>The held-out report of an entry, as the entry stores it.</summary>
/// <param name="Lines">By horizon and in the mean.</param>
/// <param name="HeldOut">As the preset has it.</param>
/// <param name="IsValidated">Whether the defaults were beaten and the deflated probability is high enough.</param>
/// <param name="Kept">Why the current version stays; null where the preset is published.</param>
internal sealed record HeldOutReport(IReadOnlyList<HeldOutLine> Lines, PresetHeldOut HeldOut, bool IsValidated, string? Kept)
{
    /// <summary>What the trainings of all sides used; null in what was stored before this was noted.</summary>
    public TrainingUse? Use { get; init; }

    public static HeldOutReport? Of(JsonElement? stored) => stored?.Deserialize<HeldOutReport>(ApiJson.Options);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ApiJson.Options);
}
