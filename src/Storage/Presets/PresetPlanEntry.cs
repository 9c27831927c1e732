using System.Text.Json;

namespace ServerlessTraining.Storage.Presets;

/// <summary>An entry of a plan, as stored.</summary>
/// <param name="Number">From 1, in the order in which entries are begun.</param>
/// <param name="Priority">The least goes first.</param>
/// <param name="Preset">The name of the preset that it makes.</param>
/// <param name="Spec">Everything that decides it, as the orchestrator wrote it.</param>
public sealed record PresetPlanEntry(int Number, int Priority, string Preset, PresetPlanEntryStatus Status, JsonElement Spec)
{
    public string? StudyId { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>Why it was skipped, kept, or failed.</summary>
    public string? Reason { get; init; }

    /// <summary>Of the preset that it published.</summary>
    public int? Version { get; init; }

    /// <summary>How winner, defaults and perhaps the current version did on the held-out part: as the orchestrator wrote it.</summary>
    public JsonElement? Report { get; init; }

    public bool IsOver => Status is not (PresetPlanEntryStatus.Pending or PresetPlanEntryStatus.Searching or PresetPlanEntryStatus.Judging);
}
