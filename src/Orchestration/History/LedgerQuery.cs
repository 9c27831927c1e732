using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.History;

/// <summary>Whose ledgers are asked for; what is null is not asked for.</summary>
/// <param name="Observations">Bars of the record that is to be believed; null for a year of the market.</param>
public sealed record LedgerQuery(Symbol? Symbol, Timeframe? Timeframe, int? Observations, int Limit, string? Continuation)
{
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static LedgerQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        LedgerQuery asked = new(query.Symbol(), query.Timeframe(), query.Whole("observations", 2, 100_000_000), query.Limit(1, 1000, 100), query.Continuation());
        query.ThrowIfFaulty();
        return asked;
    }
}
