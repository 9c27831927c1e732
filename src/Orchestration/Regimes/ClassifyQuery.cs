using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Which bars are to be classified, and by which rules.</summary>
/// <param name="From">The first bar opens at or after; null for all the bars there are.</param>
/// <param name="To">The last bar opens before.</param>
/// <param name="Limit">How many bars are listed; the shares are of all.</param>
/// <param name="Format">Of the answer.</param>
/// <param name="Side">Null for the first bars with <paramref name="From"/>, and the last without.</param>
public sealed record ClassifyQuery(
    SelectionMarket Market, string Set, DateTimeOffset? From, DateTimeOffset? To, int Limit, ClassifyFormat Format = ClassifyFormat.Json, ClassifySide? Side = null)
{
    public const int MostBars = 100_000;
    public const int MostInColumns = 200_000;
    private static readonly string[] Formats = ["json", "csv", "columns"];
    private static readonly string[] Sides = ["first", "last"];

    /// <summary>Whether the last bars of the stretch are listed.</summary>
    public bool ListsLast => Side is { } side ? side == ClassifySide.Last : From is null;

    /// <exception cref="RequestException">A parameter is wrong or missing; all of them are told.</exception>
    public static ClassifyQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        SelectionMarket market = new(query.RequiredSymbol(), query.RequiredTimeframe());
        string set = query.Set(RegimeStore.DefaultSet);
        (DateTimeOffset? from, DateTimeOffset? to) = query.Times();
        ClassifyFormat format = query.Word("format", Formats) is { } word ? (ClassifyFormat)Array.IndexOf(Formats, word) : ClassifyFormat.Json;
        ClassifySide? side = query.Word("side", Sides) is { } end ? (ClassifySide)Array.IndexOf(Sides, end) : null;
        int limit = query.Limit(1, format == ClassifyFormat.Columns ? MostInColumns : MostBars, 1000);
        query.ThrowIfFaulty();
        return new ClassifyQuery(market, set, from, to, limit, format, side);
    }
}
