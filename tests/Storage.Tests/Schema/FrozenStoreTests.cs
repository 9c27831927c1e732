using Azure.Data.Tables;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Schema;

/// <summary>
/// Schema/Frozen has a store as a released version wrote it, and what was read from it then. With ST_RECORD=1 a file that is missing is written; one that is there
/// is never written again: it stands for the stores that users have. A version that cannot read it needs a migration step.
/// </summary>
public sealed class FrozenStoreTests(AzuriteFixture azurite)
{
    private const string Switch = "ST_RECORD";
    private static readonly string Folder = Repository.PathOf("tests", "Storage.Tests", "Schema", "Frozen");
    private static readonly string Store = Path.Combine(Folder, "version-1.json");
    private static readonly string Reading = Path.Combine(Folder, "version-1.txt");

    [Fact]
    public async Task ReadAsync_StoreOfVersion1_GivesWhatItGaveThen()
    {
        StorageClients clients = await LoadAsync();

        await new StorageSchema(clients).EnsureAsync(Cancel);

        Assert.Equal(await File.ReadAllTextAsync(Reading, Cancel), await new FrozenSample(clients).ReadAsync(), ignoreLineEndingDifferences: true);
    }

    /// <summary>So that what is frozen is one of everything that was stored then.</summary>
    [Fact]
    public async Task Sample_WrittenNow_IsReadAsThenAndFillsTheSameTablesAndContainers()
    {
        StorageClients clients = StoreSandbox.Empty(azurite).Clients;
        FrozenSample sample = new(clients);
        await sample.WriteAsync();
        string reading = await sample.ReadAsync();
        await RecordAsync(clients, reading);

        Assert.Equal(await File.ReadAllTextAsync(Reading, Cancel), reading, ignoreLineEndingDifferences: true);
        FrozenStore.Shape then = FrozenStore.ShapeOf(await File.ReadAllTextAsync(Store, Cancel));
        FrozenStore.Shape now = FrozenStore.ShapeOf(await FrozenStore.DumpAsync(clients));
        Assert.All(then.Tables, table => Assert.Contains(table, now.Tables));
        Assert.All(then.Containers, container => Assert.Contains(container, now.Containers));

        // Exports of presets are files of others.
        Assert.Equal(17, then.Tables.Count);
        Assert.Equal(StorageNames.Containers.All.Except([StorageNames.Containers.Presets]), then.Containers);
    }

    /// <summary>A step that changes rows, is killed in the middle and runs again.</summary>
    [Fact]
    public async Task EnsureAsync_StepOverVersion1_ChangesEveryRowOnceAndLosesNothing()
    {
        StorageClients clients = await LoadAsync();
        int left = 2;
        StorageMigration step = new(2, "runs get an owner", async (data, cancellation) =>
        {
            EntityTable runs = data.Table(StorageNames.Tables.Runs);
            await foreach (TableEntity row in runs.QueryAsync(new TableQuery(), cancellation))
            {
                if (row.ContainsKey("owner")) continue;
                if (left-- == 0) throw new InvalidOperationException("killed");
                row["owner"] = "nobody";
                Assert.True(await runs.ReplaceAsync(row, cancellation));
            }
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => new StorageSchema(clients, [step]).EnsureAsync(Cancel));
        await new StorageSchema(clients, [step]).EnsureAsync(Cancel);

        List<TableEntity> rows = await clients.Table(StorageNames.Tables.Runs).QueryAsync(new TableQuery(), Cancel).ToListAsync(Cancel);
        Assert.All(rows, row => Assert.Equal("nobody", row.GetString("owner")));
        Assert.True(rows.Count > 2);
        Assert.Equal(await File.ReadAllTextAsync(Reading, Cancel), await new FrozenSample(clients).ReadAsync(), ignoreLineEndingDifferences: true);
        await Assert.ThrowsAsync<StorageSchemaException>(() => new StorageSchema(clients).EnsureAsync(Cancel));
    }

    private async Task<StorageClients> LoadAsync()
    {
        StorageClients clients = StoreSandbox.Empty(azurite).Clients;
        await FrozenStore.LoadAsync(clients, await File.ReadAllTextAsync(Store, Cancel));
        return clients;
    }

    private static async Task RecordAsync(StorageClients clients, string reading)
    {
        if (Environment.GetEnvironmentVariable(Switch) != "1" || File.Exists(Store)) return;
        await File.WriteAllTextAsync(Store, await FrozenStore.DumpAsync(clients), Cancel);
        await File.WriteAllTextAsync(Reading, reading, Cancel);
    }
}
