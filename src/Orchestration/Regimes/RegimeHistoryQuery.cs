using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Which versions of a set of rules are asked for.</summary>
public sealed record RegimeHistoryQuery(string Set, int Limit, string? Continuation)
{
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static RegimeHistoryQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        RegimeHistoryQuery asked = new(query.Set(RegimeStore.DefaultSet), query.Limit(1, 1000, 50), query.Continuation());
        query.ThrowIfFaulty();
        return asked;
    }
}
