using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Contract;

/// <summary>Empty tables and containers with names that no other test has.</summary>
public sealed class StoreSandbox
{
    private static int made;
    private readonly string prefix = string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref made)}x");
    private readonly IReadOnlyList<string> tables;
    private readonly IReadOnlyList<string> containers;

    private StoreSandbox(AzuriteFixture azurite, IReadOnlyList<string> tables, IReadOnlyList<string> containers)
    {
        Options = new StorageOptions { ConnectionString = azurite.Server.ConnectionString };
        this.tables = tables;
        this.containers = containers;
        Clients = Open(null);
    }

    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public StorageOptions Options { get; }

    public StorageClients Clients { get; }

    public static async Task<StoreSandbox> CreateAsync(AzuriteFixture azurite, IReadOnlyList<string> tables, params IReadOnlyList<string> containers)
    {
        StoreSandbox sandbox = new(azurite, tables, [.. containers, StorageNames.Containers.Payloads]);
        foreach (string table in sandbox.tables) await sandbox.Clients.Table(table).CreateIfMissingAsync(Cancel);
        foreach (string container in sandbox.containers) await sandbox.Clients.Container(container).CreateIfMissingAsync(Cancel);
        return sandbox;
    }

    /// <summary>Names in the account, with nothing created.</summary>
    public static StoreSandbox Empty(AzuriteFixture azurite) => new(azurite, [], []);

    public StorageClients Open(StorageFaults? faults) => new(
        Options,
        new StorageRetryOptions { Tries = 4, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(2) },
        perTry: faults)
    { Prefix = prefix };

    /// <summary>Everything stored, but for what differs between two runs of the same: times of the service and writers' ids.</summary>
    public async Task<string> DumpAsync()
    {
        StringBuilder text = new();
        foreach (string table in tables)
        {
            await foreach (TableEntity row in Clients.Table(table).QueryAsync(new TableQuery(), Cancel))
            {
                IEnumerable<string> columns = row
                    .Where(column => column.Key is not (EntityTable.WriterColumn or "odata.etag" or "Timestamp"))
                    .OrderBy(column => column.Key, StringComparer.Ordinal)
                    .Select(column => $"{column.Key}={column.Value}");
                text.Append(table).Append(": ").AppendJoin(", ", columns).Append('\n');
            }
        }

        foreach (string container in containers)
        {
            await foreach (BlobEntry blob in Clients.Container(container).ListAsync("", Cancel))
            {
                text.Append(container).Append(": ").Append(blob.Name).Append(' ').Append(blob.Bytes).Append('\n');
            }
        }

        return text.ToString();
    }
}
