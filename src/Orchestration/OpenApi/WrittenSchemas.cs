using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Bars;

namespace ServerlessTraining.Orchestration.OpenApi;

/// <summary>Schemas of the types that a converter, or a reader of documents, of ours writes and reads in a form of its own.</summary>
internal static class WrittenSchemas
{
    private static readonly Dictionary<Type, Func<JsonObject>> ByType = new()
    {
        [typeof(MetricValue)] = () => new JsonObject
        {
            ["description"] = "A number, or why there is none.",
            ["anyOf"] = new JsonArray(
                Typed("number"),
                new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { ["value"] = Typed("null"), ["reason"] = Typed("string") },
                    ["required"] = new JsonArray("value", "reason"),
                }),
        },
        [typeof(BarColumnsAnswer)] = () =>
        {
            JsonObject columns = new() { ["symbol"] = Typed("string"), ["timeframe"] = Typed("string"), ["count"] = Typed("integer") };
            columns["time"] = new JsonObject { ["type"] = "array", ["items"] = Typed("integer"), ["description"] = "Seconds since 1970." };
            foreach (string column in (string[])["open", "high", "low", "close", "volume"]) columns[column] = new JsonObject { ["type"] = "array", ["items"] = Typed("number") };
            foreach (string end in (string[])["first", "last"]) columns[end] = new JsonObject { ["type"] = new JsonArray("string", "null") };
            foreach (string more in (string[])["more_before", "more_after"]) columns[more] = Typed("boolean");
            string[] names = [.. columns.Select(column => column.Key)];
            return new JsonObject { ["type"] = "object", ["properties"] = columns, ["required"] = new JsonArray([.. names.Select(name => (JsonNode)name)]) };
        },
        [typeof(PresetName)] = () => new JsonObject { ["type"] = "string", ["description"] = "The name of a preset." },
        [typeof(PresetContent)] = () => new JsonObject { ["type"] = "object", ["description"] = "The content of a preset: docs/guides/presets.md." },
    };

    public static bool Has(Type type) => ByType.ContainsKey(type);

    /// <summary>Null for types that are written as they are.</summary>
    public static JsonObject? Find(Type type) => ByType.GetValueOrDefault(type)?.Invoke();

    private static JsonObject Typed(string type) => new() { ["type"] = type };
}
