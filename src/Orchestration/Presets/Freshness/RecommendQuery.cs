using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>For which market a preset is wanted.</summary>
/// <param name="Set">Of the regime rules.</param>
public sealed record RecommendQuery(SelectionMarket Market, string Set, int Limit)
{
    /// <exception cref="RequestException">A parameter is wrong or missing; all of them are told.</exception>
    public static RecommendQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        RecommendQuery asked = new(new SelectionMarket(query.RequiredSymbol(), query.RequiredTimeframe()), query.Set(RegimeStore.DefaultSet), query.Limit(1, 100, 10));
        query.ThrowIfFaulty();
        return asked;
    }
}
