using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.History;

/// <summary>Everything that is stored of a run as one JSON: made from the stored text itself, so that nothing is left out that this program has no name for.</summary>
public static class RunDocument
{
    private const string Details = "details";
    private const string Seed = "seed";

    // Stored as text, because their spelling is what is hashed; shown as what they are.
    private static readonly string[] Embedded = ["configuration", "fold_options"];

    public static JsonObject Of(StoredRun run, CostBook costs)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(costs);
        JsonObject document = JsonSerializer.SerializeToNode(run with { Details = null, Use = null }, StorageJson.Options)!.AsObject();
        document.Remove(Details);
        JsonObject? details = run.Details is { ValueKind: JsonValueKind.Object } stored ? JsonNode.Parse(stored.GetRawText())!.AsObject() : null;
        document["summary"] = details?["recipe"]?["configuration"]?.GetValue<string>() is { } configuration ? ConfigurationWords.Of(configuration).Text : null;
        if (details is not null)
        {
            foreach ((string name, JsonNode? value) in details.ToArray())
            {
                details.Remove(name);
                document[name] = value;
            }
        }

        Open(document);

        // From the folds, not from what the list notes: that is there for every run that was ever scored.
        TrainingUse? use = RunDetails.Of(run) is { } known ? TrainingUses.Of(known) : null;
        document["cost"] = use is null ? null : JsonSerializer.SerializeToNode(costs.ViewOf(use), ApiJson.Options);
        document["backtests"] = $"/api/runs/{Uri.EscapeDataString(run.Id)}/backtests";
        return document;
    }

    private static void Open(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list) Open(item);
        }
        else if (node is JsonObject parent)
        {
            foreach ((string name, JsonNode? value) in parent.ToArray())
            {
                if (value is JsonValue leaf) Open(parent, name, leaf);
                else Open(value);
            }
        }
    }

    private static void Open(JsonObject parent, string name, JsonValue leaf)
    {
        // A number of 64 bits does not survive every JSON reader.
        if (name == Seed && leaf.GetValueKind() == JsonValueKind.Number) parent[name] = leaf.ToJsonString();
        else if (Embedded.Contains(name) && leaf.GetValueKind() == JsonValueKind.String && TryParse(leaf.GetValue<string>()) is { } opened) parent[name] = opened;
    }

    private static JsonObject? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
