using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Which bar is to be explained, and by which rules.</summary>
/// <param name="At">When the bar was open; null for the last.</param>
public sealed record ExplainQuery(SelectionMarket Market, string Set, DateTimeOffset? At)
{
    internal const string AtName = "at";

    /// <exception cref="RequestException">A parameter is wrong or missing; all of them are told.</exception>
    public static ExplainQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        SelectionMarket market = new(query.RequiredSymbol(), query.RequiredTimeframe());
        string set = query.Set(RegimeStore.DefaultSet);
        DateTimeOffset? at = query.Time(AtName);
        query.ThrowIfFaulty();
        return new ExplainQuery(market, set, at);
    }
}
