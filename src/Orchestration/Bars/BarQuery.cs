using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Reads route and query of a request about bars, and notes all that is wrong.</summary>
internal sealed class BarQuery(HttpRequest request)
{
    public const int MostItems = 5000;

    /// <summary>They are written without an object a bar, and a chart wants them in one go.</summary>
    public const int MostOfColumns = 200_000;

    private const int DefaultItems = 1000;
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
    private const string TimeWords = "a time such as 2026-01-31T12:00:00Z, or a date";
    private static readonly string[] OfBars = ["from", "to", "limit", "continuation", "format", "side"];
    private readonly List<FieldFault> faults = [];

    /// <summary>Whether bars are asked for, not only facts about them.</summary>
    public bool WantsBars => WantsCsv || OfBars.Any(request.Query.ContainsKey);

    public bool WantsCsv => Text("format") is { } format ? format.Equals("csv", StringComparison.OrdinalIgnoreCase) : AcceptsCsv();

    public bool WantsColumns => Text("format") is { } format && format.Equals("columns", StringComparison.OrdinalIgnoreCase);

    public string? Text(string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A value of the route arrives decoded but for the slash.</summary>
    public Symbol Symbol(string text)
    {
        string decoded = Uri.UnescapeDataString(text);
        if (!Domain.Market.Symbol.TryParse(decoded, out Symbol symbol)) Fault("symbol", decoded, "letters and digits, as in BTCUSDT, btc-usdt or BTC%2FUSDT");
        return symbol;
    }

    public Timeframe Timeframe(string text)
    {
        if (!Domain.Market.Timeframe.TryParse(text, out Timeframe timeframe)) Fault("timeframe", text, "a timeframe such as 15m, 1h, 4h, 1d or 1w");
        return timeframe;
    }

    public int? Limit(bool required = true) => Limit(required ? DefaultItems : null, MostItems);

    public int? Limit(int? usual, int most)
    {
        if (Text("limit") is not { } text) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit >= 1 && limit <= most) return limit;
        Fault("limit", text, $"a whole number from 1 to {most}");
        return null;
    }

    /// <summary>Whether the last bars of the range are asked for, not the first.</summary>
    public bool WantsLast()
    {
        if (Text("side") is not { } side) return false;
        if (!WantsColumns) Fault("side", side, "format=columns with it, or no side");
        else if (side.ToLowerInvariant() is not ("first" or "last")) Fault("side", side, "first or last");
        return side.Equals("last", StringComparison.OrdinalIgnoreCase);
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;

        // A plus that was not encoded arrives as a space; in a time it can be nothing else.
        string repaired = text.Contains('T', StringComparison.OrdinalIgnoreCase) ? text.Replace(' ', '+') : text;
        if (DateTimeOffset.TryParse(repaired, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time)) return time;
        Fault(name, text, TimeWords);
        return null;
    }

    public void CheckFormat()
    {
        if (Text("format") is { } format && format.ToLowerInvariant() is not ("csv" or "json" or "columns")) Fault("format", format, "csv, json or columns");
    }

    public MarketCalendar? Calendar()
    {
        if (Text("calendar") is not { } text) return null;
        MarketCalendar? calendar = MarketCalendar.All.FirstOrDefault(one => one.Name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (calendar is null) Fault("calendar", text, $"one of {string.Join(", ", MarketCalendar.All)}");
        return calendar;
    }

    public MergePreference? Prefer()
    {
        switch (Text("prefer")?.ToLowerInvariant())
        {
            case null: return null;
            case "new": return MergePreference.New;
            case "old": return MergePreference.Old;
            case { } other:
                Fault("prefer", other, "new or old");
                return null;
        }
    }

    public void Fault(string field, string value, string allowed) => faults.Add(new FieldFault(field, $"'{FieldFault.Show(value)}'", allowed));

    /// <exception cref="RequestException">Something was wrong.</exception>
    public void ThrowIfAny()
    {
        if (faults.Count > 0) throw new RequestException(faults);
    }

    private bool AcceptsCsv() => request.GetTypedHeaders().Accept.Any(one => Takes(one));

    private static bool Takes(MediaTypeHeaderValue one) => one.MediaType.Equals(CsvBody.ContentType, StringComparison.OrdinalIgnoreCase) && one.Quality is null or > 0;
}
