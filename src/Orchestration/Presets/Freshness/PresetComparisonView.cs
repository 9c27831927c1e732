using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A comparison as `GET /api/presets/ab/{id}` shows it.</summary>
public sealed record PresetComparisonView(string Id, PresetComparisonStatus Status, DateTimeOffset Created, ComparisonRequest Request)
{
    public DateTimeOffset? Finished { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Reason { get; init; }

    /// <summary>Null before the end.</summary>
    public ComparisonResult? Result { get; init; }

    internal static PresetComparisonView Of(PresetComparison stored) => new(stored.Id, stored.Status, stored.Created, ComparisonRequest.Of(stored.Request))
    {
        Finished = stored.Finished,
        Reason = stored.Reason,
        Result = ComparisonResult.Of(stored.Result),
    };
}
