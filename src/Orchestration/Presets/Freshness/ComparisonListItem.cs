using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A comparison in a list.</summary>
/// <param name="Winner">a, b, or null where neither is better for certain, or it is not over.</param>
/// <param name="Verdict">In words; why it failed, where it did; null before the end.</param>
public sealed record ComparisonListItem(
    string Id, PresetComparisonStatus Status, DateTimeOffset Created, DateTimeOffset? Finished, ComparisonRequest Request, string? Winner, string? Verdict)
{
    internal static ComparisonListItem Of(PresetComparison stored)
    {
        ComparisonResult? result = ComparisonResult.Of(stored.Result);
        return new ComparisonListItem(
            stored.Id, stored.Status, stored.Created, stored.Finished, ComparisonRequest.Of(stored.Request), result?.Winner, result?.Verdict ?? stored.Reason);
    }
}
