using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>What a request for a list of presets asks for.</summary>
/// <param name="Limit">1 to 1,000.</param>
public sealed record PresetQuery(PresetFilter Filter, int Limit, string? Continuation)
{
    private static readonly string[] Statuses = [.. Enum.GetValues<PresetStatus>().Select(status => status.ToString().ToLowerInvariant())];
    private static readonly string[] Sorts = [.. Enum.GetValues<PresetSort>().Select(sort => sort.ToString().ToLowerInvariant())];

    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public static PresetQuery Of(IQueryCollection values)
    {
        RequestQuery query = new(values);
        PresetFilter filter = new()
        {
            Symbol = query.Symbol(),
            Timeframe = query.Timeframe(),
            FeatureSystem = query.Name("features"),
            Architecture = query.Name("architecture"),
            Horizon = query.Whole("horizon", GridLimits.MinHorizon, GridLimits.MaxHorizon),
            Status = query.Word("status", Statuses) is { } status ? Enum.Parse<PresetStatus>(status, ignoreCase: true) : null,
            MinMetric = query.Number("min_metric", double.MinValue, double.MaxValue),
            AutoValidated = query.Flag("auto_validated"),
            UpdatedFrom = query.Time("updated_from"),
            Text = query.Name("text"),
            Deleted = query.Flag("deleted") ?? false,
            Sort = query.Word("sort", Sorts) is { } sort ? Enum.Parse<PresetSort>(sort, ignoreCase: true) : PresetSort.Name,
        };
        PresetQuery read = new(filter, query.Limit(1, 1000, 100), query.Continuation());
        query.ThrowIfFaulty();
        return read;
    }
}
