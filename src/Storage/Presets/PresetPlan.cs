using System.Text.Json;

namespace ServerlessTraining.Storage.Presets;

/// <summary>A plan of presets, as stored. Its entries are rows of their own.</summary>
/// <param name="Id">From <see cref="Tables.TimeSortableId"/>.</param>
/// <param name="Request">As it was asked for.</param>
public sealed record PresetPlan(string Id, PresetPlanStatus Status, DateTimeOffset Created, JsonElement Request)
{
    /// <summary>How many entries there are.</summary>
    public int Entries { get; init; }

    /// <summary>Those that ended with a preset: a new version, or the current one kept.</summary>
    public int Done { get; init; }

    public int Failed { get; init; }

    public int Skipped { get; init; }

    public int Cancelled { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public DateTimeOffset? CancelAsked { get; init; }

    /// <summary>Why it is in its state, where that needs saying.</summary>
    public string? Reason { get; init; }

    public bool IsOver => Status is PresetPlanStatus.Completed or PresetPlanStatus.Failed or PresetPlanStatus.Cancelled;
}
