using Azure.Data.Tables;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Ledgers;

/// <summary>A ledger only grows, so the contract of stores does not fit it.</summary>
public sealed class LedgerStoreTests(AzuriteFixture azurite)
{
    private const string Market = "BTCUSDT 1h";
    private const string Data = "data/#?";
    private const ulong Seed = 4220;

    [Fact]
    public async Task RecordAsync_ManyAtOnceAndAgain_CountsEachOnce()
    {
        LedgerStore store = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.RecordAsync(Ledger(Looks(0, 30)), Cancel)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => store.RecordAsync(Ledger(Looks(i * 10, 15)), Cancel)));

        TrialLedger stored = await store.LoadAsync(Market, Data, Cancel);
        Assert.Equal(TrialLedgerText.Lines(Ledger(Looks(0, 45))), TrialLedgerText.Lines(stored));
    }

    [Fact]
    public async Task RecordAsync_MoreThanATransaction_IsAllThere()
    {
        LedgerStore store = await OpenAsync();

        await store.RecordAsync(Ledger(Looks(0, 230)), Cancel);

        Assert.Equal(230, (await store.LoadAsync(Market, Data, Cancel)).Total);
    }

    [Fact]
    public async Task RecordAsync_FullerLook_ReplacesTheOtherInAnyOrder()
    {
        TrialLook empty = TrialLook.Of(TrialKind.Strategy, "same key");
        TrialLook full = TrialLook.Of(TrialKind.Strategy, "same key", [MetricValue.Of(0.1), MetricValue.Of(0.2)]);
        foreach (TrialLook[] order in (TrialLook[][])[[empty, full], [full, empty]])
        {
            LedgerStore store = await OpenAsync();
            foreach (TrialLook look in order) await store.RecordAsync(Ledger([look]), Cancel);

            Assert.Equal(full, Assert.Single((await store.LoadAsync(Market, Data, Cancel)).Looks));
        }
    }

    [Fact]
    public async Task PageAsync_ManyLedgers_GivesEachOnceHoweverLong()
    {
        LedgerStore store = await OpenAsync();
        LedgerKey[] keys = [new("A 1h", "1"), new("A 1h", "2/#"), new("A_4h", "1"), new("B 1h", "1"), new("B 1h", "3")];
        foreach (LedgerKey key in keys) await store.RecordAsync(new TrialLedger(key.Market, key.DataFingerprint).Record(Looks(0, 7)), Cancel);
        List<LedgerKey> found = [];
        string? continuation = null;
        do
        {
            StoredPage<LedgerKey> page = await store.PageAsync(2, continuation, Cancel);
            found.AddRange(page.Items);
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(keys.OrderBy(key => key.ToString(), StringComparer.Ordinal), found.OrderBy(key => key.ToString(), StringComparer.Ordinal));
        await Assert.ThrowsAsync<ContinuationTokenException>(() => store.PageAsync(2, "else", Cancel));
    }

    [Fact]
    public async Task LoadAsync_OtherData_IsAnotherLedger()
    {
        LedgerStore store = await OpenAsync();
        await store.RecordAsync(Ledger(Looks(0, 3)), Cancel);

        Assert.Equal(0, (await store.LoadAsync(Market, "other", Cancel)).Total);
    }

    [Fact]
    public async Task RecordAsync_EachCallFailsOnce_EndsInTheSameRows()
    {
        StorageFaults faults = new();
        string? undisturbed = null;

        int points = await faults.FailEachCallAsync(
            async _ =>
            {
                StoreSandbox sandbox = await SandboxAsync();
                await new LedgerStore(sandbox.Clients).RecordAsync(Ledger([TrialLook.Of(TrialKind.Seed, "0")]), Cancel);
                await new LedgerStore(sandbox.Open(faults)).RecordAsync(Ledger([TrialLook.Of(TrialKind.Seed, "0", 4), TrialLook.Of(TrialKind.Seed, "1")]), Cancel);
                string dump = await sandbox.DumpAsync();
                undisturbed ??= dump;
                Assert.Equal(undisturbed, dump);
            },
            line => TestContext.Current.SendDiagnosticMessage(line),
            StorageFault.StatusBefore,
            StorageFault.CutAfter);

        Assert.InRange(points, 3, 30);
    }

    private static TrialLook[] Looks(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => TrialLook.Of(TrialKind.Configuration, $"configuration {i} / {new string('k', 600)}"))];

    private static TrialLedger Ledger(IEnumerable<TrialLook> looks) => new TrialLedger(Market, Data).Record(looks);

    /// <summary>Whichever looks there are, the rows beside them are no looks.</summary>
    [Fact]
    public void Rows_OfEveryKind_LieBeforeTheLogAndItBeforeTheVersion()
    {
        string log = LedgerRows.LogKey(1);

        Assert.All(Enum.GetValues<TrialKind>(), kind => Assert.True(string.CompareOrdinal(LedgerRows.KeyOf(TrialLook.Of(kind, "key")), LedgerRows.Log) < 0));
        Assert.True(string.CompareOrdinal(LedgerRows.Log, log) < 0);
        Assert.True(string.CompareOrdinal(log, LedgerRows.LogKey(long.MaxValue)) < 0);
        Assert.True(string.CompareOrdinal(LedgerRows.LogKey(long.MaxValue), LedgerRows.Version) < 0);
    }

    [Fact]
    public async Task LoadAsync_ReadBefore_IsOneCallHoweverLongTheLedger()
    {
        StoreSandbox sandbox = await SandboxAsync();
        LedgerStore store = new(sandbox.Clients);
        await store.RecordAsync(Ledger(Short(0, 1100)), Cancel);
        Assert.True(await CallsAsync(() => store.LoadAsync(Market, Data, Cancel)) > 2);

        // What a decision does: its own looks, then all.
        Assert.Equal(1, await CallsAsync(() => store.RecordAsync(Ledger(Short(1100, 14)), Cancel)));
        Assert.Equal(1, await CallsAsync(() => store.LoadAsync(Market, Data, Cancel)));

        // And of another process.
        await new LedgerStore(sandbox.Clients).RecordAsync(Ledger(Short(1114, 6)), Cancel);
        Assert.Equal(1, await CallsAsync(() => store.LoadAsync(Market, Data, Cancel)));
        Assert.Equal(Text(Ledger(Short(0, 1120))), Text(await store.LoadAsync(Market, Data, Cancel)));
    }

    /// <summary>Several processes at once, each with what it remembers, against a look at every row.</summary>
    [Fact]
    public async Task LoadAsync_RandomRecordsOfSeveralStores_IsAlwaysWhatAllRowsSay()
    {
        StoreSandbox sandbox = await SandboxAsync();
        LedgerStore[] stores = [.. Enumerable.Range(0, 3).Select(_ => new LedgerStore(sandbox.Clients))];
        TrialLedger recorded = Ledger([]);
        SeededRandom random = new(Seed);
        for (int round = 0; round < 12; round++)
        {
            TrialLedger before = recorded;
            TrialLedger[] seen = [.. stores.Select(_ => Ledger(RandomLooks(random)))];
            await Task.WhenAll(stores.Select(async (store, i) =>
            {
                if (random.Fork((ulong)((round * stores.Length) + i)).NextDouble() < 0.7) await store.RecordAsync(seen[i], Cancel);
                else seen[i] = Ledger([]);
                TrialLedger read = await store.LoadAsync(Market, Data, Cancel);
                Assert.Equal(Text(read), Text(read.Merge(before).Merge(seen[i])));
            }));

            recorded = seen.Aggregate(recorded, (all, one) => all.Merge(one));
            string rows = await RowsAsync(sandbox);
            foreach (LedgerStore store in stores.Append(new LedgerStore(sandbox.Clients)))
            {
                TrialLedger read = await store.LoadAsync(Market, Data, Cancel);
                Assert.Equal(rows, Text(read));
                Assert.Equal(recorded.Deflation(), read.Deflation());
            }
        }

        Assert.Equal(Text(recorded), await RowsAsync(sandbox));
    }

    [Fact]
    public async Task LoadAsync_PartitionFromBeforeTheLog_IsReadWholeAndThenGoesOn()
    {
        StoreSandbox sandbox = await SandboxAsync();
        EntityTable table = sandbox.Clients.Table(StorageNames.Tables.Ledger);
        TrialLedger old = Ledger(Short(0, 5));
        foreach ((TrialLook look, string line) in old.Looks.Zip(TrialLedgerText.Lines(old).Skip(1)))
        {
            await table.UpsertAsync(new(LedgerRows.PartitionOf(old), LedgerRows.KeyOf(look)) { [LedgerRows.Line] = line }, Cancel);
        }

        LedgerStore store = new(sandbox.Clients);
        Assert.Equal(Text(old), Text(await store.LoadAsync(Market, Data, Cancel)));
        await store.RecordAsync(Ledger(Short(3, 4)), Cancel);

        foreach (LedgerStore reader in (LedgerStore[])[store, new(sandbox.Clients)]) Assert.Equal(Text(Ledger(Short(0, 7))), Text(await reader.LoadAsync(Market, Data, Cancel)));
    }

    /// <summary>Who goes back to it while the version of the store is the same reads all rows of a partition alike.</summary>
    [Fact]
    public async Task RecordAsync_ReadAsAProgramFromBeforeTheLogDoes_IsTheSameLedger()
    {
        StoreSandbox sandbox = await SandboxAsync();
        LedgerStore store = new(sandbox.Clients);
        foreach (int from in (int[])[0, 3, 20]) await store.RecordAsync(Ledger(Short(from, 9)), Cancel);
        IEnumerable<string> head = TrialLedgerText.Lines(Ledger([]));

        List<string> lines = [];
        await foreach (TableEntity row in sandbox.Clients.Table(StorageNames.Tables.Ledger).QueryAsync(new TableQuery(), Cancel)) lines.Add(row.GetString(LedgerRows.Line));

        Assert.Equal(Text(await store.LoadAsync(Market, Data, Cancel)), Text(TrialLedgerText.Parse(head.Concat(lines))));
    }

    /// <summary>As when a copy is put back while the process lives, and written to since.</summary>
    [Fact]
    public async Task LoadAsync_TableWasEmptiedAndFilledAnew_ForgetsWhatItKnew()
    {
        StoreSandbox sandbox = await SandboxAsync();
        LedgerStore store = new(sandbox.Clients);
        await store.RecordAsync(Ledger(Short(0, 3)), Cancel);
        await store.LoadAsync(Market, Data, Cancel);
        EntityTable table = sandbox.Clients.Table(StorageNames.Tables.Ledger);
        await foreach (TableEntity row in table.QueryAsync(new TableQuery(), Cancel)) await table.DeleteAsync(row.PartitionKey, row.RowKey, null, Cancel);

        Assert.Equal(0, (await store.LoadAsync(Market, Data, Cancel)).Total);
        LedgerStore other = new(sandbox.Clients);
        foreach (int look in (int[])[7, 8]) await other.RecordAsync(Ledger(Short(look, 1)), Cancel);
        Assert.Equal(Text(Ledger(Short(7, 2))), Text(await store.LoadAsync(Market, Data, Cancel)));
        await store.RecordAsync(Ledger(Short(9, 1)), Cancel);

        Assert.Equal(Text(Ledger(Short(7, 3))), Text(await other.LoadAsync(Market, Data, Cancel)));
    }

    private static TrialLook[] Short(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => TrialLook.Of(TrialKind.Strategy, $"strategy {i:d5}", [MetricValue.Of(i * 0.01), MetricValue.Of(-0.3)]))];

    // Few keys, so that records meet: some fuller, some not, some the same.
    private static IEnumerable<TrialLook> RandomLooks(SeededRandom random)
    {
        foreach (TrialKind kind in Enum.GetValues<TrialKind>())
        {
            for (int i = random.Next(3); i > 0; i--)
            {
                MetricValue[] ratios = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => MetricValue.Of(random.NextDouble() - 0.5))];
                yield return TrialLook.Of(kind, $"key {random.Next(25)}", ratios);
            }
        }
    }

    private static async Task<string> RowsAsync(StoreSandbox sandbox)
    {
        List<string> lines = [.. TrialLedgerText.Lines(Ledger([]))];
        TableQuery looks = new() { RowBefore = LedgerRows.Log };
        await foreach (TableEntity row in sandbox.Clients.Table(StorageNames.Tables.Ledger).QueryAsync(looks, Cancel)) lines.Add(row.GetString(LedgerRows.Line));
        return Text(TrialLedgerText.Parse(lines));
    }

    private static string Text(TrialLedger ledger) => string.Join('\n', TrialLedgerText.Lines(ledger));

    private static async Task<long> CallsAsync(Func<Task> work)
    {
        using StorageMeter meter = StorageMeter.Start();
        await work();
        return meter.Count;
    }

    private Task<StoreSandbox> SandboxAsync() => StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Ledger]);

    private async Task<LedgerStore> OpenAsync() => new((await SandboxAsync()).Clients);
}
