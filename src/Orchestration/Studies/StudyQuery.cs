using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What a request for a list of studies asks for.</summary>
/// <param name="Limit">1 to 1,000.</param>
public sealed record StudyQuery(StudyFilter Filter, int Limit, string? Continuation)
{
    private static readonly Dictionary<string, StudyStatus> Statuses = Enum.GetValues<StudyStatus>().ToDictionary(StudyNames.Name, StringComparer.Ordinal);

    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public static StudyQuery Of(IQueryCollection values)
    {
        RequestQuery query = new(values);
        string? status = query.Word("status", [.. Statuses.Keys]);
        StudyFilter filter = new(query.Symbol(), query.Timeframe(), status is null ? null : Statuses[status]);
        StudyQuery read = new(filter, query.Limit(1, 1000, 100), query.Continuation());
        query.ThrowIfFaulty();
        return read;
    }
}
