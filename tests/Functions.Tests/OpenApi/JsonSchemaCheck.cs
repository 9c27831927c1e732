using System.Text.Json;

namespace ServerlessTraining.Functions.Tests.OpenApi;

/// <summary>Says where JSON does not fit a schema, for the words of JSON Schema that the document uses. A field that the schema does not name does not fit either.</summary>
internal sealed class JsonSchemaCheck(JsonElement document)
{
    private static readonly string[] Words =
        ["type", "properties", "required", "items", "additionalProperties", "enum", "anyOf", "$ref", "description", "format", "default", "pattern", "minimum", "maximum"];

    public IEnumerable<string> UnknownWords(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object) return [];
        IEnumerable<JsonElement> inner = Named(schema, "properties").Concat(Listed(schema, "anyOf"))
            .Concat(((string[])["items", "additionalProperties"]).Where(word => schema.TryGetProperty(word, out _)).Select(word => schema.GetProperty(word)));
        return schema.EnumerateObject().Select(one => one.Name).Where(word => !Words.Contains(word)).Concat(inner.SelectMany(UnknownWords));
    }

    /// <summary>Empty where it fits.</summary>
    public IReadOnlyList<string> Misfits(JsonElement json, JsonElement schema, string at = "$")
    {
        if (schema.ValueKind == JsonValueKind.True) return [];
        if (schema.TryGetProperty("$ref", out JsonElement place)) return Misfits(json, Resolve(place.GetString()!), at);
        if (schema.TryGetProperty("anyOf", out JsonElement forms)) return OfForms(json, [.. forms.EnumerateArray()], at);
        if (schema.TryGetProperty("type", out JsonElement type) && !Types(type).Any(name => Is(json, name))) return [$"{at} is {json.ValueKind}, not {type}"];
        if (schema.TryGetProperty("enum", out JsonElement words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, json)))
        {
            return [$"{at} is {json}, not one of {words}"];
        }

        return json.ValueKind switch
        {
            JsonValueKind.Object => [.. OfObject(json, schema, at)],
            JsonValueKind.Array when schema.TryGetProperty("items", out JsonElement items) =>
                [.. json.EnumerateArray().SelectMany((item, i) => Misfits(item, items, $"{at}[{i}]"))],
            _ => [],
        };
    }

    private IReadOnlyList<string> OfForms(JsonElement json, JsonElement[] forms, string at)
    {
        IReadOnlyList<string>[] tries = [.. forms.Select(form => Misfits(json, form, at))];
        return Array.Exists(tries, one => one.Count == 0) ? [] : [.. tries.SelectMany(one => one)];
    }

    private IEnumerable<string> OfObject(JsonElement json, JsonElement schema, string at)
    {
        foreach (JsonElement name in Listed(schema, "required"))
        {
            if (!json.TryGetProperty(name.GetString()!, out _)) yield return $"{at}.{name} is missing";
        }

        bool hasFields = schema.TryGetProperty("properties", out JsonElement fields);
        bool hasOthers = schema.TryGetProperty("additionalProperties", out JsonElement others);
        foreach (JsonProperty one in json.EnumerateObject())
        {
            string there = $"{at}.{one.Name}";
            if (hasFields && fields.TryGetProperty(one.Name, out JsonElement field)) foreach (string misfit in Misfits(one.Value, field, there)) yield return misfit;
            else if (hasOthers) foreach (string misfit in Misfits(one.Value, others, there)) yield return misfit;
            else if (hasFields) yield return $"{there} is not in the schema";
        }
    }

    private JsonElement Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));

    private static IEnumerable<JsonElement> Named(JsonElement schema, string word) =>
        schema.TryGetProperty(word, out JsonElement found) ? found.EnumerateObject().Select(one => one.Value) : [];

    private static JsonElement[] Listed(JsonElement schema, string word) => schema.TryGetProperty(word, out JsonElement found) ? [.. found.EnumerateArray()] : [];

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool Is(JsonElement json, string type) => type switch
    {
        "integer" => json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out _),
        "number" => json.ValueKind == JsonValueKind.Number,
        "boolean" => json.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => json.ValueKind.ToString().Equals(type, StringComparison.OrdinalIgnoreCase),
    };
}
