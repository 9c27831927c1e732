using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What a request for the trials of a study asks for.</summary>
/// <param name="Limit">1 to 1,000.</param>
public sealed record StudyTrialQuery(int Limit, string? Continuation)
{
    /// <exception cref="RequestException">Something is wrong; all of it is told.</exception>
    public static StudyTrialQuery Of(IQueryCollection values)
    {
        RequestQuery query = new(values);
        StudyTrialQuery read = new(query.Limit(1, 1000, 100), query.Continuation());
        query.ThrowIfFaulty();
        return read;
    }
}
