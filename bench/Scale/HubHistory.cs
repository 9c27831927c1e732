using System.Text;
using Azure.Data.Tables;
using ServerlessTraining.LocalEngine.Store;
using ServerlessTraining.Storage;

namespace ServerlessTraining.Bench.Scale;

/// <summary>The history of one instance, as the hub stored it.</summary>
/// <param name="Orchestrator">Its name.</param>
/// <param name="Events">Of its last execution.</param>
/// <param name="Bytes">Of them, as text.</param>
internal sealed record HubHistory(string Orchestrator, int Events, int Bytes)
{
    public static async Task<IReadOnlyList<HubHistory>> ReadAsync(StorageClients storage, string hub, CancellationToken cancellation)
    {
        HubTable table = new(storage.Tables.GetTableClient($"{hub}Engine"));
        // Only reads: the keys it would give to new blobs are not used.
        PayloadBlobs payloads = new(storage.Blobs.GetBlobContainerClient($"{hub.ToLowerInvariant()}-payloads"), limit: 0, new KeySource(0));
        List<HubHistory> found = [];
        await foreach (TableEntity instance in table.ReadAsync(RowKeys.Kind('i'), filter: null, select: null, cancellation))
        {
            int events = 0;
            int bytes = 0;
            string id = RowKeys.InstanceId(instance.RowKey);
            await foreach (TableEntity part in table.ReadAsync(RowKeys.HistoryOf(id, instance.GetString("Execution")), filter: null, select: null, cancellation))
            {
                string text = await payloads.UnpackAsync(part.GetString("Events"), cancellation) ?? "";
                events += HistoryLines.Read(text).Count();
                bytes += Encoding.UTF8.GetByteCount(text);
            }

            found.Add(new HubHistory(instance.GetString("Name"), events, bytes));
        }

        return found;
    }
}
