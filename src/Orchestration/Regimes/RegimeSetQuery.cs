using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Which version of which set of rules is asked for.</summary>
/// <param name="Version">Null for the current one.</param>
/// <param name="Market">Whose shares are wanted as well.</param>
public sealed record RegimeSetQuery(string Set, int? Version, SelectionMarket? Market)
{
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static RegimeSetQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        string set = query.Set(RegimeStore.DefaultSet);
        int? version = query.Whole("version", 0, int.MaxValue - 1);
        Symbol? symbol = query.Symbol();
        Timeframe? timeframe = symbol is null ? query.Timeframe() : query.RequiredTimeframe();
        if (symbol is null && timeframe is not null) query.RequiredSymbol();
        query.ThrowIfFaulty();
        return new RegimeSetQuery(set, version, symbol is { } s && timeframe is { } t ? new SelectionMarket(s, t) : null);
    }
}
