using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What a request for lines of a queue's log asks for.</summary>
/// <param name="Limit">1 to 1,000.</param>
/// <param name="After">The line before the first; null for the first there is.</param>
public sealed record QueueLogQuery(int Limit, string? After)
{
    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public static QueueLogQuery Of(IQueryCollection values)
    {
        RequestQuery query = new(values);
        QueueLogQuery read = new(query.Limit(1, 1000, 200), query.Name("after"));
        query.ThrowIfFaulty();
        return read;
    }
}
