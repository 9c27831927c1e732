using System.Text.Json;

namespace ServerlessTraining.Storage.Presets;

/// <summary>A comparison of two presets on the same later data, as stored.</summary>
/// <param name="Id">From <see cref="Tables.TimeSortableId"/>.</param>
/// <param name="Request">Names, versions and days, with nothing left to defaults.</param>
public sealed record PresetComparison(string Id, PresetComparisonStatus Status, DateTimeOffset Created, JsonElement Request)
{
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Reason { get; init; }

    /// <summary>As the orchestrator wrote it; null before the end.</summary>
    public JsonElement? Result { get; init; }

    public bool IsOver => Status is PresetComparisonStatus.Completed or PresetComparisonStatus.Failed;
}
