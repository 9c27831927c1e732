using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Chaos;

/// <summary>What a queue left in the tables, as text without what differs from run to run: ids, times, places of tries, seconds, counts of calls.</summary>
internal static class GridTables
{
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "created", "finished", "since", "started", "at", "seconds", "training_seconds", "backtest_seconds", "cpu_seconds", "gpu_seconds", "storage_transactions", "files",
        "files_deleted", "attempt", "last_beat",

        // A manifest says when its model was trained, in as many digits as that takes.
        "model_bytes",
    };

    public static async Task<string> ReadAsync(StorageClients data, string queueId, SeriesName market, CancellationToken cancellationToken)
    {
        StringBuilder text = new();
        QueueStore queues = new(data, TimeProvider.System);
        RunStore runs = new(data);
        BacktestStore backtests = new(data);
        Add(text, "queue", (await queues.FindAsync(queueId, cancellationToken))!);
        foreach (QueueItem item in (await queues.ItemsAsync(queueId, 1000, null, cancellationToken)).Items)
        {
            Add(text, "item", item);
            if (item.RunId is not { } runId || await runs.FindAsync(runId, cancellationToken) is not { } run) continue;
            Add(text, "run", run);
            await foreach (StoredBacktest backtest in backtests.ListAsync(runId, null, cancellationToken)) Add(text, "backtest", backtest);
        }

        Add(text, "board", (await new RegimeBestStore(data, TimeProvider.System).FindAsync($"{market.Symbol}_{market.Timeframe}", cancellationToken))!);
        string fingerprint = market.Fingerprint;
        foreach (object look in (await new LedgerStore(data).LoadAsync($"{market.Symbol} {market.Timeframe}", fingerprint, cancellationToken)).Looks) Add(text, "look", look);
        return text.ToString().Replace(queueId, "QUEUE", StringComparison.Ordinal);
    }

    private static void Add(StringBuilder text, string what, object value)
    {
        JsonNode node = JsonSerializer.SerializeToNode(value, StorageJson.Options)!;
        Prune(node);
        text.Append(what).Append(' ').Append(node.ToJsonString()).Append('\n');
    }

    private static void Prune(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            // A fold's notes tell of tries that were killed.
            items.RemoveAll(item => item?.GetValueKind() == JsonValueKind.String && item.GetValue<string>().Contains(" went silent at ", StringComparison.Ordinal));
            foreach (JsonNode? item in items) Prune(item);
        }
        else if (node is JsonObject map)
        {
            foreach (string name in map.Select(pair => pair.Key).Where(Passing.Contains).ToList()) map.Remove(name);
            foreach ((_, JsonNode? value) in map) Prune(value);
        }
    }

    /// <param name="Fingerprint">Of its bars.</param>
    internal sealed record SeriesName(Symbol Symbol, Timeframe Timeframe, string Fingerprint);
}
