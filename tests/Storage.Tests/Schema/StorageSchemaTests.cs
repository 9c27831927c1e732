using Azure.Data.Tables;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Schema;

public sealed class StorageSchemaTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task EnsureAsync_NewAccountTwice_EverythingIsThere()
    {
        StorageClients clients = StoreSandbox.Empty(azurite).Clients;

        await new StorageSchema(clients).EnsureAsync(Cancel);
        await new StorageSchema(clients).EnsureAsync(Cancel);

        foreach (string table in StorageNames.Tables.All) Assert.Null(await clients.Table(table).FindAsync("p", "r", Cancel));
        foreach (string container in StorageNames.Containers.All) Assert.False(await clients.Container(container).ExistsAsync("a", Cancel));
        foreach (string queue in StorageNames.Queues.All) Assert.True(await clients.Queue(queue).ExistsAsync(Cancel));
    }

    [Fact]
    public async Task EnsureAsync_NothingToDo_IsOneRead()
    {
        StoreSandbox sandbox = StoreSandbox.Empty(azurite);
        await new StorageSchema(sandbox.Clients).EnsureAsync(Cancel);
        StorageFaults counter = new();

        await new StorageSchema(sandbox.Open(counter)).EnsureAsync(Cancel);

        Assert.Equal(1, counter.Calls);
    }

    [Fact]
    public async Task EnsureAsync_StoreOfAProgramWithFewerNames_GetsTheOthersAndKeepsWhatWasNoted()
    {
        StorageClients clients = StoreSandbox.Empty(azurite).Clients;
        EntityTable table = clients.Table(StorageNames.Tables.Schema);
        await table.CreateIfMissingAsync(Cancel);
        await table.InsertAsync(new TableEntity("schema", "version") { ["version"] = 1, ["made"] = "table:runs,table:of-another-program" }, Cancel);

        await new StorageSchema(clients).EnsureAsync(Cancel);

        Assert.True(await clients.Queue(StorageNames.Queues.FoldResults).ExistsAsync(Cancel));
        string made = (await table.FindAsync("schema", "version", Cancel))!.GetString("made");
        Assert.Contains("table:of-another-program", made.Split(','), StringComparer.Ordinal);
        Assert.Contains("queue:fold-results", made.Split(','), StringComparer.Ordinal);
    }

    [Fact]
    public async Task EnsureAsync_TablesCopiedFromAnotherAccount_MakesWhatLacks()
    {
        StorageClients clients = StoreSandbox.Empty(azurite).Clients;
        EntityTable table = clients.Table(StorageNames.Tables.Schema);
        await new StorageSchema(clients).EnsureAsync(Cancel);
        await clients.Queue(StorageNames.Queues.FoldResults).DeleteAsync(Cancel);
        TableEntity row = (await table.FindAsync("schema", "version", Cancel))!;
        row["made"] = row.GetString("made").Replace("account:devstoreaccount1", "account:another", StringComparison.Ordinal);
        Assert.True(await table.ReplaceAsync(row, Cancel));

        await new StorageSchema(clients).EnsureAsync(Cancel);

        Assert.True(await clients.Queue(StorageNames.Queues.FoldResults).ExistsAsync(Cancel));
    }

    [Fact]
    public async Task EnsureAsync_OlderStore_RunsTheMissingStepsInOrderOnce()
    {
        StorageClients clients = StoreSandbox.Empty(azurite).Clients;
        await new StorageSchema(clients).EnsureAsync(Cancel);
        List<int> ran = [];

        await new StorageSchema(clients, [Step(2, ran)]).EnsureAsync(Cancel);
        await new StorageSchema(clients, [Step(2, ran), Step(3, ran), Step(4, ran)]).EnsureAsync(Cancel);

        Assert.Equal([2, 3, 4], ran);
    }

    [Fact]
    public async Task EnsureAsync_NewStore_NeedsNoStep()
    {
        List<int> ran = [];

        await new StorageSchema(StoreSandbox.Empty(azurite).Clients, [Step(2, ran)]).EnsureAsync(Cancel);

        Assert.Empty(ran);
    }

    [Fact]
    public async Task EnsureAsync_StepFails_IsRunAgainAtTheNextStart()
    {
        StorageClients clients = StoreSandbox.Empty(azurite).Clients;
        await new StorageSchema(clients).EnsureAsync(Cancel);
        StorageMigration broken = new(2, "fails", (_, _) => throw new InvalidOperationException("no"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new StorageSchema(clients, [broken]).EnsureAsync(Cancel));
        List<int> ran = [];

        await new StorageSchema(clients, [Step(2, ran)]).EnsureAsync(Cancel);

        Assert.Equal([2], ran);
    }

    [Fact]
    public async Task EnsureAsync_NewerStore_IsRefusedAndLeftAlone()
    {
        StorageClients clients = StoreSandbox.Empty(azurite).Clients;
        EntityTable table = clients.Table(StorageNames.Tables.Schema);
        await table.CreateIfMissingAsync(Cancel);
        await table.InsertAsync(new TableEntity("schema", "version") { ["version"] = 2 }, Cancel);

        StorageSchemaException error = await Assert.ThrowsAsync<StorageSchemaException>(() => new StorageSchema(clients).EnsureAsync(Cancel));

        Assert.Equal("The store has version 2, and this program knows versions up to 1. Start the newer program, or give this one another storage account.", error.Message);
        Assert.False(await clients.Queue(StorageNames.Queues.FoldResults).ExistsAsync(Cancel));
    }

    [Fact]
    public async Task EnsureAsync_ManyAtOnce_AllAreContent()
    {
        StorageClients clients = StoreSandbox.Empty(azurite).Clients;

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => new StorageSchema(clients).EnsureAsync(Cancel)));

        Assert.Equal(1, (await clients.Table(StorageNames.Tables.Schema).FindAsync("schema", "version", Cancel))!.GetInt32("version"));
    }

    private static StorageMigration Step(int version, List<int> ran) => new(
        version,
        $"to {version}",
        (_, _) =>
        {
            ran.Add(version);
            return Task.CompletedTask;
        });
}
