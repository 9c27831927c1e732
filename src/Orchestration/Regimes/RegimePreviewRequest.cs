using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>A rule that is being written, and the bars it is to be tried on.</summary>
public sealed class RegimePreviewRequest
{
    private const string ReplacesName = "replaces";
    private static readonly string[] Own = [RequestQuery.SymbolName, RequestQuery.TimeframeName, "from", "to", ReplacesName];

    private RegimePreviewRequest(string set, RegimeEdit edit, string? replaces, SelectionMarket? market, DateTimeOffset? from, DateTimeOffset? to)
    {
        Set = set;
        Edit = edit;
        Replaces = replaces;
        Market = market;
        From = from;
        To = to;
    }

    public string Set { get; }

    public RegimeEdit Edit { get; }

    /// <summary>The regime that is being edited; null for a new one.</summary>
    public string? Replaces { get; }

    /// <summary>Null where no bars are to be counted.</summary>
    public SelectionMarket? Market { get; }

    public DateTimeOffset? From { get; }

    /// <summary>The last bar opens before.</summary>
    public DateTimeOffset? To { get; }

    /// <summary>The body of `POST /api/regimes` with the market beside it. What is wrong with the rule itself is no error here.</summary>
    /// <exception cref="RequestException">It is no object, or the market or the time is none.</exception>
    public static async Task<RegimePreviewRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        JsonProperty[] body = await RegimeEdit.FieldsAsync(request, cancellationToken);
        Dictionary<string, StringValues> parameters = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        List<JsonProperty> ofRule = [];
        foreach (JsonProperty field in body)
        {
            if (Array.Find(Own, field.NameEquals) is not { } name) ofRule.Add(field);
            else if (field.Value.ValueKind != JsonValueKind.Null) parameters[name] = Text(field.Value);
        }

        (string set, string? replaces, SelectionMarket? market, DateTimeOffset? from, DateTimeOffset? to) = QueryOf(new QueryCollection(parameters));
        return new RegimePreviewRequest(set, RegimeEdit.Unsaved(set, ofRule), replaces, market, from, to);
    }

    /// <summary>What may stand in the query as well as in the body.</summary>
    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static (string Set, string? Replaces, SelectionMarket? Market, DateTimeOffset? From, DateTimeOffset? To) QueryOf(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        string set = query.Set(RegimeStore.DefaultSet);
        Symbol? symbol = query.Symbol();
        Timeframe? timeframe = symbol is null ? query.Timeframe() : query.RequiredTimeframe();
        if (symbol is null && timeframe is not null) query.RequiredSymbol();
        (DateTimeOffset? from, DateTimeOffset? to) = query.Times();
        string? replaces = query.Name(ReplacesName);
        query.ThrowIfFaulty();
        return (set, replaces, symbol is { } s && timeframe is { } t ? new SelectionMarket(s, t) : null, from, to);
    }

    // A value that is no text is shown as it came, and refused like any other that is none of those allowed.
    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
