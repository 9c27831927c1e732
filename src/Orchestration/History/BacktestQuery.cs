using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.History;

/// <summary>Which backtests of a run are asked for.</summary>
/// <param name="Strategy">Null for all.</param>
/// <param name="Regime">Null for all.</param>
public sealed record BacktestQuery(string? Strategy, string? Regime, int Limit, string? Continuation)
{
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static BacktestQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        BacktestQuery asked = new(query.Name("strategy"), query.Name("regime"), query.Limit(1, 1000, 200), query.Continuation());
        query.ThrowIfFaulty();
        return asked;
    }
}
