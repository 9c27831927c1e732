using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Whose boards are asked for; what is null is not asked for.</summary>
public sealed record BoardQuery(Symbol? Symbol, Timeframe? Timeframe)
{
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static BoardQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        BoardQuery asked = new(query.Symbol(), query.Timeframe());
        query.ThrowIfFaulty();
        return asked;
    }
}
