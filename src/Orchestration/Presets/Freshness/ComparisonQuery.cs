using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What a request for a list of comparisons asks for.</summary>
/// <param name="Limit">1 to 200.</param>
public sealed record ComparisonQuery(int Limit, string? Continuation)
{
    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public static ComparisonQuery Of(IQueryCollection values)
    {
        RequestQuery query = new(values);
        ComparisonQuery read = new(query.Limit(1, 200, 50), query.Continuation());
        query.ThrowIfFaulty();
        return read;
    }
}
