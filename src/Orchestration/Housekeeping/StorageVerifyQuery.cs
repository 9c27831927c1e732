using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Which part of what is stored is looked at.</summary>
/// <param name="Continuation">Of the part before; null for the first.</param>
public sealed record StorageVerifyQuery(string? Continuation)
{
    /// <exception cref="RequestException">The query has something else.</exception>
    public static StorageVerifyQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        StorageVerifyQuery asked = new(query.Continuation());
        query.ThrowIfFaulty();
        return asked;
    }
}
