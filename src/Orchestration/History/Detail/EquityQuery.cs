using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>Which equity of a run is asked for.</summary>
/// <param name="Strategy">Null for the best of all bars.</param>
public sealed record EquityQuery(string? Strategy)
{
    internal const string StrategyName = "strategy";

    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static EquityQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        EquityQuery asked = new(query.Name(StrategyName));
        query.ThrowIfFaulty();
        return asked;
    }
}
