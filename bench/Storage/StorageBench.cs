using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Storage;

/// <summary>Single storage calls against an emulator of its own.</summary>
internal sealed class StorageBench : IBenchGroup
{
    private const int BlobBytes = 4096;

    public string Name => "storage";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken)
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(cancellationToken);
        StorageClients clients = new(new StorageOptions { ConnectionString = azurite.ConnectionString });
        TableClient table = clients.Tables.GetTableClient("bench");
        BlobContainerClient container = clients.Blobs.GetBlobContainerClient("bench");
        QueueClient queue = clients.Queues.GetQueueClient("bench");
        await table.CreateIfNotExistsAsync(cancellationToken);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        BinaryData content = new(new byte[BlobBytes]);

        return
        [
            new BenchRow("table.upsert", await Measure.MedianMillisecondsAsync(i => table.UpsertEntityAsync(
                new TableEntity("p", $"{i:D6}") { ["Value"] = i }, TableUpdateMode.Replace, cancellationToken)), "ms"),
            new BenchRow("blob.put", await Measure.MedianMillisecondsAsync(i => container.GetBlobClient($"{i:D6}")
                .UploadAsync(content, overwrite: true, cancellationToken)), "ms"),
            new BenchRow("queue.send", await Measure.MedianMillisecondsAsync(i => queue.SendMessageAsync($"{i}", cancellationToken)), "ms"),
        ];
    }
}
