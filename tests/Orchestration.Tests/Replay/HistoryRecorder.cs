using Azure.Data.Tables;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Store;
using ServerlessTraining.Storage;

namespace ServerlessTraining.Orchestration.Tests.Replay;

/// <summary>Reads what a task hub stored of an instance's last execution, as a record that can be replayed.</summary>
internal static class HistoryRecorder
{
    public static async Task<RecordedHistory> ReadAsync(StorageClients storage, string hub, string instanceId, CancellationToken cancellation)
    {
        HubTable table = new(storage.Tables.GetTableClient($"{hub}Engine"));
        // Only reads: the keys it would give to new blobs are not used.
        PayloadBlobs payloads = new(storage.Blobs.GetBlobContainerClient($"{hub.ToLowerInvariant()}-payloads"), limit: 0, new KeySource(0));
        TableEntity instance = await table.FindAsync(RowKeys.Instance(instanceId), cancellation)
            ?? throw new InvalidOperationException($"The hub '{hub}' has no instance '{instanceId}'.");
        List<HistoryEvent> events = [];
        await foreach (TableEntity part in table.ReadAsync(RowKeys.HistoryOf(instanceId, instance.GetString("Execution")), filter: null, select: null, cancellation))
        {
            events.AddRange(HistoryLines.Read(await payloads.UnpackAsync(part.GetString("Events"), cancellation)));
        }

        return new RecordedHistory(instanceId, [events]);
    }
}
