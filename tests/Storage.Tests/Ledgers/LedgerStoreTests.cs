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

        Assert.InRange(points, 3, 20);
    }

    private static TrialLook[] Looks(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => TrialLook.Of(TrialKind.Configuration, $"configuration {i} / {new string('k', 600)}"))];

    private static TrialLedger Ledger(IEnumerable<TrialLook> looks) => new TrialLedger(Market, Data).Record(looks);

    private Task<StoreSandbox> SandboxAsync() => StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Ledger]);

    private async Task<LedgerStore> OpenAsync() => new((await SandboxAsync()).Clients);
}
