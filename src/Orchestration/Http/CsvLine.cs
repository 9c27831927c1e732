using System.Buffers;
using System.Globalization;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>A line of RFC 4180: comma, CRLF, quotes where a text needs them. A text that a spreadsheet would run as a formula gets an apostrophe in front, and so does one
/// that begins with an apostrophe already: who reads the file takes exactly one away.</summary>
public static class CsvLine
{
    public const string ContentType = "text/csv; charset=utf-8";
    private const char Guard = '\'';
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n'");
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    /// <param name="cells">Texts, numbers, truth values, times; null is empty.</param>
    public static string Of(params IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quote(Guarded(text)),
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTimeOffset time => TimeInterval.Text(time),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A cell cannot hold a {value.GetType().Name}."),
    };

    private static string Guarded(string text) => text.Length > 0 && Formula.Contains(text[0]) ? Guard + text : text;

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
