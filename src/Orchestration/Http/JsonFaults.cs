using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>Finds in a body what made reading it fail.</summary>
internal static class JsonFaults
{
    /// <summary>Null when the body is not to blame.</summary>
    /// <param name="body">What was read.</param>
    /// <param name="type">What it was read as; null when that is not known.</param>
    /// <param name="options">What it was read with.</param>
    /// <param name="error">What the reader said; null when that was about something else, and only a body that is no JSON is to blame.</param>
    public static RequestException? Explain(byte[] body, Type? type, JsonSerializerOptions options, JsonException? error)
    {
        if (Encoding(body) is { } encoding) return encoding;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = options.MaxDepth });
        }
        catch (JsonException malformed)
        {
            return Malformed(malformed);
        }

        using (document)
        {
            try
            {
                if (error?.Path is null) return null;
                ReadTexts(document.RootElement);
                return Step(document.RootElement, type, options, error.Path) is { } place ? Misfit(place, options) : null;
            }
            catch (InvalidOperationException lone)
            {
                // Half of a surrogate pair, escaped: it is JSON, and no text.
                return new RequestException(
                    StatusCodes.Status400BadRequest, "The body has a name or text with half a surrogate pair (\\ud800 to \\udfff alone). Send whole characters.", lone);
            }
        }
    }

    /// <summary>Null for UTF-8.</summary>
    public static RequestException? Encoding(byte[] body)
    {
        if (Utf8.IsValid(body)) return null;
        int good = 0;
        while (good < body.Length && Rune.DecodeFromUtf8(body.AsSpan(good), out _, out int used) == OperationStatus.Done) good += used;
        int line = body.AsSpan(0, good).Count((byte)'\n') + 1;
        int column = good - body.AsSpan(0, good).LastIndexOf((byte)'\n');
        return new RequestException(StatusCodes.Status400BadRequest, $"The body is not UTF-8: line {line}, byte {column}. Send one complete JSON value in UTF-8.");
    }

    /// <exception cref="InvalidOperationException">One of the names or texts is none.</exception>
    private static void ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    _ = property.Name;
                    ReadTexts(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement element in value.EnumerateArray()) ReadTexts(element);
                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
        }
    }

    private static RequestException Misfit(Place place, JsonSerializerOptions options)
    {
        FieldFault[] missing = [.. Missing(place, options)];
        if (missing.Length > 0) return new RequestException(missing);
        string field = place.Field.Length == 0 ? "the body" : place.Field;
        string allowed = place.Type is null ? "another type of value" : JsonWords.For(place.Type, options);
        return new RequestException(new FieldFault(field, FieldFault.Show(place.Value.GetRawText()), allowed));
    }

    // The reader counts both from zero; people count from one.
    private static RequestException Malformed(JsonException error) => new(
        StatusCodes.Status400BadRequest,
        $"The body is not JSON: line {error.LineNumber.GetValueOrDefault() + 1}, byte {error.BytePositionInLine.GetValueOrDefault() + 1}. Send one complete JSON value in UTF-8.",
        error);

    private static IEnumerable<FieldFault> Missing(Place place, JsonSerializerOptions options)
    {
        if (place.Type is null || place.Value.ValueKind != JsonValueKind.Object) return [];
        JsonTypeInfo info = options.GetTypeInfo(place.Type);
        return info.Properties.Where(p => p.IsRequired && !Has(place.Value, p.Name, options))
            .Select(p => new FieldFault(place.Field.Length == 0 ? p.Name : $"{place.Field}.{p.Name}", Value: null, JsonWords.For(p.PropertyType, options)));
    }

    private static bool Has(JsonElement value, string name, JsonSerializerOptions options) =>
        value.EnumerateObject().Any(p => string.Equals(p.Name, name, Comparison(options)));

    private static StringComparison Comparison(JsonSerializerOptions options) =>
        options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Follows a path such as <c>$.symbols[0].name</c> or <c>$['odd name']</c> as far as the body has it.</summary>
    private static Place? Step(JsonElement root, Type? type, JsonSerializerOptions options, string path)
    {
        Place place = new(root, type, string.Empty);
        int at = path.StartsWith('$') ? 1 : 0;
        while (at < path.Length)
        {
            (string name, int next, bool index) = Read(path, at);
            if (next <= at) return null;
            Place? inner = index ? Element(place, name, options) : Property(place, name, options);
            if (inner is null) return null;
            (place, at) = (inner, next);
        }

        return place;
    }

    private static (string Name, int Next, bool Index) Read(string path, int at)
    {
        if (path[at] == '.')
        {
            int end = path.AsSpan(at + 1).IndexOfAny('.', '[');
            end = end < 0 ? path.Length : at + 1 + end;
            return (path[(at + 1)..end], end, false);
        }

        bool quoted = path.AsSpan(at).StartsWith("['", StringComparison.Ordinal);
        int close = path.IndexOf(quoted ? "']" : "]", at, StringComparison.Ordinal);
        if (path[at] != '[' || close < 0) return (string.Empty, at, false);
        return quoted ? (path[(at + 2)..close], close + 2, false) : (path[(at + 1)..close], close + 1, true);
    }

    private static Place? Element(Place place, string number, JsonSerializerOptions options)
    {
        if (place.Value.ValueKind != JsonValueKind.Array || !int.TryParse(number, out int index) || index >= place.Value.GetArrayLength()) return null;
        return new Place(place.Value[index], place.Type is null ? null : options.GetTypeInfo(place.Type).ElementType, $"{place.Field}[{index}]");
    }

    private static Place? Property(Place place, string name, JsonSerializerOptions options)
    {
        if (place.Value.ValueKind != JsonValueKind.Object) return null;
        JsonProperty found = place.Value.EnumerateObject().LastOrDefault(p => string.Equals(p.Name, name, Comparison(options)));
        if (found.Value.ValueKind == JsonValueKind.Undefined) return null;
        JsonTypeInfo? info = place.Type is null ? null : options.GetTypeInfo(place.Type);
        Type? type = info?.Kind == JsonTypeInfoKind.Dictionary
            ? info.ElementType
            : info?.Properties.FirstOrDefault(p => string.Equals(p.Name, name, Comparison(options)))?.PropertyType;
        return new Place(found.Value, type, place.Field.Length == 0 ? name : $"{place.Field}.{name}");
    }

    private sealed record Place(JsonElement Value, Type? Type, string Field);
}
