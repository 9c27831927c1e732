using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>What a request for a list of jobs asks for.</summary>
/// <param name="Status">Null for all.</param>
/// <param name="Symbol">Null for all.</param>
/// <param name="Limit">1 to 1,000.</param>
public sealed record JobQuery(JobStatus? Status, Symbol? Symbol, int Limit, string? Continuation)
{
    private static readonly Dictionary<string, JobStatus> Statuses = Enum.GetValues<JobStatus>().ToDictionary(JobNames.Name, StringComparer.Ordinal);

    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public static JobQuery Of(IQueryCollection values)
    {
        RequestQuery query = new(values);
        string? status = query.Word("status", [.. Statuses.Keys]);
        JobQuery read = new(status is null ? null : Statuses[status], query.Symbol(), query.Limit(1, 1000, 100), query.Continuation());
        query.ThrowIfFaulty();
        return read;
    }
}
