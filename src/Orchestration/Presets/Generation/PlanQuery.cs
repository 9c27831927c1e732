using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>What a request for a list of plans asks for.</summary>
/// <param name="Limit">1 to 1,000.</param>
public sealed record PlanQuery(int Limit, string? Continuation)
{
    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public static PlanQuery Of(IQueryCollection values)
    {
        RequestQuery query = new(values);
        PlanQuery read = new(query.Limit(1, 1000, 100), query.Continuation());
        query.ThrowIfFaulty();
        return read;
    }
}
