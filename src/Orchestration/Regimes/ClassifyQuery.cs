using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Which bars are to be classified, and by which rules.</summary>
/// <param name="From">The first bar opens at or after; null for all the bars there are.</param>
/// <param name="To">The last bar opens before.</param>
/// <param name="Limit">How many bars are listed; the shares are of all.</param>
/// <param name="AsCsv">The bars alone, as CSV.</param>
public sealed record ClassifyQuery(SelectionMarket Market, string Set, DateTimeOffset? From, DateTimeOffset? To, int Limit, bool AsCsv)
{
    public const int MostBars = 100_000;
    private const string Json = "json";
    private const string Csv = "csv";

    /// <exception cref="RequestException">A parameter is wrong or missing; all of them are told.</exception>
    public static ClassifyQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        SelectionMarket market = new(query.RequiredSymbol(), query.RequiredTimeframe());
        string set = query.Set(RegimeStore.DefaultSet);
        (DateTimeOffset? from, DateTimeOffset? to) = query.Times();
        int limit = query.Limit(1, MostBars, 1000);
        string format = query.Word("format", Json, Csv) ?? Json;
        query.ThrowIfFaulty();
        return new ClassifyQuery(market, set, from, to, limit, format == Csv);
    }
}
