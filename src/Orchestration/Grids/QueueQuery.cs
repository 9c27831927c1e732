using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What a request for a list of queues, or of a queue's items, asks for.</summary>
/// <param name="State">Null for all.</param>
/// <param name="Limit">1 to 1,000.</param>
public sealed record QueueQuery(QueueState? State, int Limit, string? Continuation)
{
    private static readonly Dictionary<string, QueueState> States = Enum.GetValues<QueueState>().ToDictionary(QueueStateName.Of);

    /// <summary>Of the list of queues.</summary>
    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public static QueueQuery Of(IQueryCollection values) => Read(new RequestQuery(values), hasState: true);

    /// <summary>Of a queue's items, which have no state to ask for.</summary>
    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public static QueueQuery OfItems(IQueryCollection values) => Read(new RequestQuery(values), hasState: false);

    /// <summary>Null where none is named.</summary>
    /// <exception cref="RequestException">It is no name.</exception>
    public static string? CheckpointOf(IQueryCollection values)
    {
        RequestQuery query = new(values);
        string? checkpoint = query.Name("checkpoint");
        query.ThrowIfFaulty();
        return checkpoint;
    }

    private static QueueQuery Read(RequestQuery query, bool hasState)
    {
        string? state = hasState ? query.Word("state", [.. States.Keys]) : null;
        QueueQuery read = new(state is null ? null : States[state], query.Limit(1, 1000, 100), query.Continuation());
        query.ThrowIfFaulty();
        return read;
    }
}
