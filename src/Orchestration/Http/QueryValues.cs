using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>Reads the query of a request and collects everything that is wrong with it.</summary>
public sealed class QueryValues(HttpRequest request)
{
    private readonly List<FieldFault> faults = [];

    /// <summary>Null where it is missing or empty.</summary>
    public string? Text(string name) => request.Query.TryGetValue(name, out StringValues values) && values.LastOrDefault() is { Length: > 0 } value ? value : null;

    public int Number(string name, int least, int most, int otherwise)
    {
        if (Text(name) is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most) return value;
        Add(name, text, $"a whole number from {least} to {most}");
        return otherwise;
    }

    /// <summary>A value of an enumeration in snake_case.</summary>
    public T? OneOf<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text) return null;
        foreach (T value in Enum.GetValues<T>())
        {
            if (string.Equals(NameOf(value), text, StringComparison.OrdinalIgnoreCase)) return value;
        }

        Add(name, text, $"one of {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}");
        return null;
    }

    public void Add(string name, string value, string allowed) => faults.Add(new FieldFault(name, FieldFault.Show(value), allowed));

    /// <exception cref="RequestException">Something was wrong; all of it is told.</exception>
    public void ThrowIfFaulty()
    {
        if (faults.Count > 0) throw new RequestException(faults);
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
