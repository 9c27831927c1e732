using Azure;
using Azure.Data.Tables;
using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Tables;

public sealed class EntityTableTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task ReplaceAsync_StaleETag_IsRefused()
    {
        EntityTable table = await OpenAsync();
        await table.InsertAsync(Row("r", "1"), Cancel);
        TableEntity mine = (await table.FindAsync("p", "r", Cancel))!;
        TableEntity theirs = (await table.FindAsync("p", "r", Cancel))!;
        theirs["text"] = "theirs";
        Assert.True(await table.ReplaceAsync(theirs, Cancel));

        Assert.False(await table.ReplaceAsync(mine, Cancel));

        Assert.Equal("theirs", (await table.FindAsync("p", "r", Cancel))!.GetString("text"));
    }

    [Fact]
    public async Task ReplaceAsync_AfterAWrite_GoesOnFromItsETag()
    {
        EntityTable table = await OpenAsync();
        TableEntity row = Row("r", "1");
        await table.InsertAsync(row, Cancel);

        Assert.True(await table.ReplaceAsync(row, Cancel));
        Assert.True(await table.ReplaceAsync(row, Cancel));
    }

    [Fact]
    public async Task ReplaceAsync_RowGone_IsRefused()
    {
        EntityTable table = await OpenAsync();
        TableEntity row = Row("r", "1");
        await table.InsertAsync(row, Cancel);
        await table.DeleteAsync("p", "r", null, Cancel);

        Assert.False(await table.ReplaceAsync(row, Cancel));
    }

    [Fact]
    public async Task ReplaceAsync_NeverRead_IsAMistake()
    {
        EntityTable table = await OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.ReplaceAsync(Row("r", "1"), Cancel));
    }

    [Fact]
    public async Task DeleteAsync_GoneOrStale_TellsThemApart()
    {
        EntityTable table = await OpenAsync();
        TableEntity row = Row("r", "1");
        await table.InsertAsync(row, Cancel);
        ETag old = row.ETag;
        await table.ReplaceAsync(row, Cancel);

        Assert.False(await table.DeleteAsync("p", "r", old, Cancel));
        Assert.True(await table.DeleteAsync("p", "r", row.ETag, Cancel));
        Assert.True(await table.DeleteAsync("p", "r", row.ETag, Cancel));
    }

    [Fact]
    public async Task SubmitAsync_OneRowInTheWay_WritesNothing()
    {
        EntityTable table = await OpenAsync();
        await table.InsertAsync(Row("b", "there"), Cancel);

        Assert.False(await table.SubmitAsync(new TableBatch().Insert(Row("a", "new")).Insert(Row("b", "new")), Cancel));
        Assert.False(await table.SubmitAsync(new TableBatch().Upsert(Row("a", "new")).Delete("p", "missing"), Cancel));

        Assert.Null(await table.FindAsync("p", "a", Cancel));
        Assert.Equal("there", (await table.FindAsync("p", "b", Cancel))!.GetString("text"));
    }

    [Fact]
    public async Task SubmitAsync_Written_RowsHaveTheirETags()
    {
        EntityTable table = await OpenAsync();
        TableEntity a = Row("a", "1");
        await table.SubmitAsync(new TableBatch().Insert(a).Upsert(Row("b", "1")), Cancel);

        Assert.True(await table.SubmitAsync(new TableBatch().Replace(a).Delete("p", "b"), Cancel));
        Assert.Null(await table.FindAsync("p", "b", Cancel));
    }

    [Fact]
    public async Task ChangeAsync_ManyAtOnce_NoneIsLost()
    {
        EntityTable table = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => table.ChangeAsync("p", "c", Increment, Cancel)));

        Assert.Equal(8, (await table.FindAsync("p", "c", Cancel))!.GetInt32("count"));
    }

    /// <summary>Every write, every way to fail: an insert that meets its own row, a replacement whose ETag its own earlier try has used up, a row that is gone already.</summary>
    [Fact]
    public async Task Writes_EachCallFailsOnce_HappenOnce()
    {
        StorageFaults faults = new();

        int points = await faults.FailEachCallAsync(
            async _ =>
            {
                StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Runs]);
                EntityTable table = sandbox.Open(faults).Table(StorageNames.Tables.Runs);
                TableEntity row = Row("r", "inserted");
                Assert.True(await table.InsertAsync(row, Cancel));
                row["text"] = "replaced";
                Assert.True(await table.ReplaceAsync(row, Cancel));
                Assert.True(await table.ReplaceAsync(row, Cancel));
                await table.UpsertAsync(Row("u", "upserted"), Cancel);
                await table.ChangeAsync("p", "c", Increment, Cancel);
                await table.ChangeAsync("p", "c", Increment, Cancel);
                TableEntity other = Row("o", "other");
                Assert.True(await table.SubmitAsync(new TableBatch().Insert(other).Replace(row), Cancel));
                Assert.True(await table.SubmitAsync(new TableBatch().Delete("p", "u"), Cancel));
                Assert.True(await table.SubmitAsync(new TableBatch().Delete("p", "r", row.ETag).Replace(other), Cancel));
                Assert.True(await table.DeleteAsync("p", "o", other.ETag, Cancel));
                TableEntity left = Assert.Single(await sandbox.Clients.Table(StorageNames.Tables.Runs).QueryAsync(new TableQuery(), Cancel).ToListAsync(Cancel));
                Assert.Equal(2, left.GetInt32("count"));
            },
            line => TestContext.Current.SendDiagnosticMessage(line));

        Assert.InRange(points, 12, 30);
    }

    [Fact]
    public async Task InsertAsync_RetriedAndAStrangerIsThere_IsRefused()
    {
        StorageFaults faults = new();
        StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Runs]);
        await sandbox.Clients.Table(StorageNames.Tables.Runs).InsertAsync(Row("r", "same"), Cancel);
        faults.Arm(1, StorageFault.StatusBefore);

        // The same content, but not the same write.
        Assert.False(await sandbox.Open(faults).Table(StorageNames.Tables.Runs).InsertAsync(Row("r", "same"), Cancel));
        Assert.True(faults.HasFired);
    }

    [Fact]
    public async Task PageAsync_FilterThatMostRowsFail_GivesFullPages()
    {
        EntityTable table = await OpenAsync();
        for (int i = 0; i < 60; i++) await table.InsertAsync(new TableEntity("p", $"{i:d3}") { ["count"] = i % 4 }, Cancel);
        TableQuery query = new() { PartitionKey = "p", Filter = TableClient.CreateQueryFilter($"count eq {3}"), Select = ["count"] };

        StoredPage<TableEntity> first = await table.PageAsync(query, 10, null, Cancel);
        StoredPage<TableEntity> second = await table.PageAsync(query, 10, first.Continuation, Cancel);

        Assert.Equal((10, 5), (first.Items.Count, second.Items.Count));
        Assert.Equal("059", second.Items[^1].RowKey);
        Assert.Matches("^[A-Za-z0-9_-]+$", first.Continuation!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64 !")]
    [InlineData("AQAAAAAAAAAAAAAAAAAA")]
    public async Task PageAsync_ForeignContinuation_IsRefused(string continuation)
    {
        EntityTable table = await OpenAsync();

        ServerlessTrainingException error = await Assert.ThrowsAsync<ContinuationTokenException>(() => table.PageAsync(new TableQuery(), 10, continuation, Cancel));

        Assert.StartsWith("The continuation cannot be used: it ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryAsync_Ranges_AreHalfOpen()
    {
        EntityTable table = await OpenAsync();
        foreach (string key in (string[])["a", "b", "b!1", "b!2", "b-", "c"]) await table.InsertAsync(Row(key, "x"), Cancel);

        Assert.Equal(["b!1", "b!2"], await KeysAsync(new TableQuery { PartitionKey = "p", RowPrefix = "b!" }));
        Assert.Equal(["b", "b!1"], await KeysAsync(new TableQuery { PartitionKey = "p", RowFrom = "b", RowBefore = "b!2" }));
        Assert.Equal(["b!2"], await KeysAsync(new TableQuery { PartitionKey = "p", RowPrefix = "b!", RowFrom = "b!2" }));

        async Task<string[]> KeysAsync(TableQuery query) => [.. (await table.QueryAsync(query, Cancel).ToListAsync(Cancel)).Select(row => row.RowKey)];
    }

    private static TableEntity Row(string key, string text) => new("p", key) { ["text"] = text };

    private static TableEntity Increment(TableEntity? old) => new("p", "c") { ["count"] = (old?.GetInt32("count") ?? 0) + 1 };

    private async Task<EntityTable> OpenAsync() => (await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Runs])).Clients.Table(StorageNames.Tables.Runs);
}
