using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.History;

/// <summary>Which runs are asked for.</summary>
public sealed record RunQuery(RunFilter Filter, int Limit, string? Continuation)
{
    private const int UsualLimit = 100;
    private static readonly string[] Statuses = [.. Enum.GetNames<RunStatus>().Select(name => name.ToLowerInvariant())];

    /// <summary>A page of a list.</summary>
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static RunQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        RunQuery asked = new(FilterOf(query), query.Limit(RunStore.SmallestPage, RunStore.LargestPage, UsualLimit), query.Continuation());
        query.ThrowIfFaulty();
        return asked;
    }

    /// <summary>All of them.</summary>
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static RunFilter FilterOf(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        RunFilter filter = FilterOf(query);
        query.ThrowIfFaulty();
        return filter;
    }

    private static RunFilter FilterOf(RequestQuery query)
    {
        (DateTimeOffset? from, DateTimeOffset? to) = query.Times();
        return new RunFilter
        {
            Symbol = query.Symbol(),
            Timeframe = query.Timeframe(),
            ModelType = query.Name("model_type"),
            Status = query.Word("status", Statuses) is { } status ? Enum.Parse<RunStatus>(status, ignoreCase: true) : null,
            Kept = query.Flag("kept"),
            Regime = query.Name("regime"),
            QueueId = query.Name("queue"),
            Tag = query.Name("tag"),
            From = from,
            Before = to,
            Deleted = query.Flag("deleted") ?? false,
        };
    }
}
