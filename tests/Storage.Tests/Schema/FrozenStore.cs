using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Tests.Schema;

/// <summary>Every row and blob of a store as JSON, so that what a released version wrote can be put back years later.</summary>
internal static class FrozenStore
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<string> DumpAsync(StorageClients clients)
    {
        JsonObject tables = [];
        foreach (string table in StorageNames.Tables.All)
        {
            JsonArray rows = [];
            await foreach (TableEntity row in clients.Table(table).QueryAsync(new TableQuery(), Cancel)) rows.Add(Row(row));
            tables[table] = rows;
        }

        JsonObject containers = [];
        foreach (string container in StorageNames.Containers.All)
        {
            BlobFiles files = clients.Container(container);
            JsonArray blobs = [];
            await foreach (BlobEntry entry in files.ListAsync("", Cancel))
            {
                BlobFile file = (await files.FindAsync(entry.Name, Cancel))!;
                JsonObject metadata = new(file.Metadata.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value)));
                blobs.Add(new JsonObject { ["name"] = file.Name, ["metadata"] = metadata, ["content"] = Convert.ToBase64String(file.Content) });
            }

            containers[container] = blobs;
        }

        return new JsonObject { ["tables"] = tables, ["containers"] = containers }.ToJsonString(Readable);
    }

    /// <summary>The tables and containers in which something is.</summary>
    public static Shape ShapeOf(string json)
    {
        JsonNode store = JsonNode.Parse(json)!;
        return new Shape(Filled(store["tables"]!), Filled(store["containers"]!));

        static IReadOnlyList<string> Filled(JsonNode kinds) => [.. kinds.AsObject().Where(kind => kind.Value!.AsArray().Count > 0).Select(kind => kind.Key)];
    }

    /// <summary>Into an account in which nothing is.</summary>
    public static async Task LoadAsync(StorageClients clients, string json)
    {
        JsonNode store = JsonNode.Parse(json)!;
        foreach ((string name, JsonNode? rows) in store["tables"]!.AsObject())
        {
            EntityTable table = clients.Table(name);
            await table.CreateIfMissingAsync(Cancel);
            foreach (JsonNode? row in rows!.AsArray()) Assert.True(await table.InsertAsync(Row(row!.AsObject()), Cancel));
        }

        foreach ((string name, JsonNode? blobs) in store["containers"]!.AsObject())
        {
            BlobFiles files = clients.Container(name);
            await files.CreateIfMissingAsync(Cancel);
            foreach (JsonNode? blob in blobs!.AsArray())
            {
                Dictionary<string, string> metadata = blob!["metadata"]!.AsObject().ToDictionary(one => one.Key, one => one.Value!.GetValue<string>());
                await files.PutAsync(blob["name"]!.GetValue<string>(), new BinaryData(Convert.FromBase64String(blob["content"]!.GetValue<string>())), metadata, Cancel);
            }
        }
    }

    internal sealed record Shape(IReadOnlyList<string> Tables, IReadOnlyList<string> Containers);

    private static JsonObject Row(TableEntity row) =>
        new(row.Where(column => column.Key is not ("odata.etag" or "Timestamp")).OrderBy(column => column.Key, StringComparer.Ordinal)
            .Select(column => KeyValuePair.Create(column.Key, (JsonNode?)Text(column.Value))));

    private static TableEntity Row(JsonObject row)
    {
        TableEntity entity = [];
        foreach ((string name, JsonNode? value) in row) entity[name] = Value(value!.GetValue<string>());
        return entity;
    }

    // With the type before it: a column that was written as a long must come back as one.
    private static string Text(object value) => value switch
    {
        string text => $"s:{text}",
        int number => string.Create(CultureInfo.InvariantCulture, $"i:{number}"),
        long number => string.Create(CultureInfo.InvariantCulture, $"l:{number}"),
        double number => string.Create(CultureInfo.InvariantCulture, $"d:{number:R}"),
        bool flag => $"b:{flag}",
        DateTimeOffset time => string.Create(CultureInfo.InvariantCulture, $"t:{time:O}"),
        byte[] bytes => $"x:{Convert.ToBase64String(bytes)}",
        _ => throw new InvalidOperationException($"A column of type {value.GetType()} cannot be frozen."),
    };

    private static object Value(string text) => text[0] switch
    {
        's' => text[2..],
        'i' => int.Parse(text[2..], CultureInfo.InvariantCulture),
        'l' => long.Parse(text[2..], CultureInfo.InvariantCulture),
        'd' => double.Parse(text[2..], CultureInfo.InvariantCulture),
        'b' => bool.Parse(text[2..]),
        't' => DateTimeOffset.Parse(text[2..], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        'x' => Convert.FromBase64String(text[2..]),
        _ => throw new InvalidOperationException($"'{text}' has no known type."),
    };
}
