using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>A page of the list of runs.</summary>
/// <param name="Limit">1 to 1,000.</param>
public sealed record CandleQuery(int Limit, string? Continuation)
{
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static CandleQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        CandleQuery asked = new(query.Limit(1, 1000, 100), query.Continuation());
        query.ThrowIfFaulty();
        return asked;
    }
}
