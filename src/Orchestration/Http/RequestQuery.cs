using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>The query of a request. Values are checked as they are read, and <see cref="ThrowIfFaulty"/> tells everything that is wrong at once, parameters that nobody
/// read among it: a filter that was misspelt must not pass for none.</summary>
public sealed class RequestQuery(IQueryCollection query)
{
    public const string SymbolName = "symbol";
    public const string TimeframeName = "timeframe";
    private const string SymbolAllowed = "a symbol such as BTCUSDT";
    private const string TimeframeAllowed = "a timeframe such as 15m, 1h or 1d";
    private const string TimeAllowed = "a time in UTC such as 2026-01-31 or 2026-01-31T12:00:00Z";
    private const string SetAllowed = "the name of a set of regime rules: 1 to 40 letters, digits, '-' or '_'";
    private const int LongestName = 200;
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    // How Azure takes a key that is in no header. Not ours to read, and never shown.
    private static readonly string[] OfTheHost = ["code", "clientId"];
    private readonly HashSet<string> known = new(OfTheHost, StringComparer.OrdinalIgnoreCase);
    private readonly List<FieldFault> faults = [];
    private readonly QueryDescription? description = query as QueryDescription;

    public Symbol? Symbol() => Value(SymbolName, text => Domain.Market.Symbol.TryParse(text, out Symbol symbol) ? symbol : (Symbol?)null, SymbolAllowed);

    public Timeframe? Timeframe() =>
        Value(TimeframeName, text => Domain.Market.Timeframe.TryParse(text, out Timeframe timeframe) ? timeframe : (Timeframe?)null, TimeframeAllowed);

    public Symbol RequiredSymbol() => Symbol() ?? Missing<Symbol>(SymbolName, SymbolAllowed);

    public Timeframe RequiredTimeframe() => Timeframe() ?? Missing<Timeframe>(TimeframeName, TimeframeAllowed);

    public DateTimeOffset? Time(string name) => Value(name, ParseTime, TimeAllowed);

    /// <summary>The end of a stretch that it belongs to, as the first instant behind: a date without a time means its whole day.</summary>
    public DateTimeOffset? EndTime(string name) => Value(name, ParseEnd, TimeAllowed);

    /// <summary>From the first included to the second excluded.</summary>
    public (DateTimeOffset? From, DateTimeOffset? To) Times()
    {
        DateTimeOffset? from = Time("from");
        DateTimeOffset? to = Time("to");
        if (from > to) faults.Add(new FieldFault("to", TimeInterval.Text(to.Value), $"a time after from, which is {TimeInterval.Text(from.Value)},"));
        return (from, to);
    }

    public bool? Flag(string name) => Value(name, text => bool.TryParse(text, out bool flag) ? flag : (bool?)null, "true or false", QueryType.Flag);

    public int? Whole(string name, int least, int most) => Value(
        name,
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most ? number : (int?)null,
        $"a whole number from {least} to {most}",
        QueryType.Whole(least, most));

    public double? Number(string name, double least, double most) => Value(
        name,
        text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= least && number <= most ? number : (double?)null,
        string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"),
        QueryType.Number(least, most));

    public int Limit(int least, int most, int usual) => Whole("limit", least, most) ?? usual;

    /// <summary>One of these words; null where it is missing.</summary>
    public string? Word(string name, params IReadOnlyList<string> words)
    {
        string allowed = $"one of {string.Join(", ", words)}";
        if (Text(name, allowed, QueryType.OneOf(words)) is not { } text) return null;
        string? word = words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (word is null) Refuse(name, text, allowed);
        return word;
    }

    /// <summary>Any text that can be a name.</summary>
    public string? Name(string name)
    {
        const string Allowed = "a name of at most 200 characters";
        if (Text(name, Allowed) is not { } text) return null;
        if (text.Length <= LongestName && !text.Any(char.IsControl)) return text;
        Refuse(name, text, Allowed);
        return null;
    }

    /// <summary>Of the regime rules: <paramref name="usual"/> where none is named.</summary>
    public string Set(string usual)
    {
        if (Text("set", SetAllowed) is not { } text) return usual;
        if (text.Length <= 40 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return text;
        Refuse("set", text, SetAllowed);
        return usual;
    }

    public string? Continuation() => Text("continuation", Paging.Allowed);

    public void Refuse(string name, string value, string allowed) => faults.Add(new FieldFault(name, FieldFault.Show(value), allowed));

    /// <exception cref="RequestException">Something is wrong, or is there that nobody read.</exception>
    public void ThrowIfFaulty()
    {
        foreach (string unknown in query.Keys.Where(key => !known.Contains(key)))
        {
            string[] names = [.. known.Except(OfTheHost, StringComparer.OrdinalIgnoreCase)];
            string which = names.Length == 0 ? "none" : $"one of {string.Join(", ", names)}";
            faults.Add(new FieldFault("query", FieldFault.Show(unknown), which));
        }

        if (faults.Count > 0) throw new RequestException(faults);
    }

    // A + that was not escaped comes as a blank, and our own answers write the zone as +00:00.
    internal static DateTimeOffset? ParseTime(string text) =>
        DateTimeOffset.TryParseExact(text.Replace(' ', '+'), TimeFormats, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time) ? time : null;

    private static DateTimeOffset? ParseEnd(string text)
    {
        if (ParseTime(text) is not { } time) return null;
        TimeSpan included = text.Contains('T', StringComparison.Ordinal) ? TimeSpan.FromTicks(1) : TimeSpan.FromDays(1);
        return time < DateTimeOffset.MaxValue - included ? time + included : DateTimeOffset.MaxValue;
    }

    private T? Value<T>(string name, Func<string, T?> parse, string allowed, QueryType? type = null)
        where T : struct
    {
        if (Text(name, allowed, type) is not { } text) return null;
        T? value = parse(text);
        if (value is null) Refuse(name, text, allowed);
        return value;
    }

    private string? Text(string name, string allowed, QueryType? type = null)
    {
        known.Add(name);
        description?.Note(new QueryParameter(name, type ?? QueryType.Text, allowed));
        if (!query.TryGetValue(name, out StringValues values) || values.Count == 0) return null;
        if (values is [{ } text] && !string.IsNullOrWhiteSpace(text)) return text.Trim();
        faults.Add(new FieldFault(name, values.Count > 1 ? $"given {values.Count} times" : "empty", allowed));
        return null;
    }

    private T Missing<T>(string name, string allowed)
        where T : struct
    {
        if (!faults.Exists(fault => fault.Field == name)) faults.Add(new FieldFault(name, null, allowed));
        return default;
    }
}
