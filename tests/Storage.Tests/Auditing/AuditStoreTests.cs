using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Auditing;

public sealed class AuditStoreTests(AzuriteFixture azurite) : InsertingStoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.Audit];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new AuditStore(data));

    [Fact]
    public async Task PageAsync_ManyEntries_GivesEachOnceTheNewestFirst()
    {
        AuditStore store = new((await SandboxAsync()).Clients);
        string[] keys = [.. Enumerable.Range(0, 23).Select(i => $"entry/{i}")];

        await PagingLaws.EachOnceInOrderAsync(new OneSubject(store), keys, keys.Reverse());
    }

    [Fact]
    public async Task PageAsync_NameAndDates_GivesTheEntriesOfThem()
    {
        AuditStore store = new((await SandboxAsync()).Clients);
        for (int i = 0; i < 6; i++) await store.AppendAsync(Entry($"{i}", i) with { Name = $"n{i % 2}" }, Cancel);

        StoredPage<AuditEntry> page = await store.PageAsync(
            "run", "n1", StoreSandbox.Start.AddMinutes(1), StoreSandbox.Start.AddMinutes(5), 10, null, Cancel);

        Assert.Equal(["3", "1"], page.Items.Select(entry => entry.Id));
    }

    [Fact]
    public void Methods_OfTheStore_ChangeNothingThatIsThere() => Assert.DoesNotContain(
        typeof(AuditStore).GetMethods(),
        method => method.Name.StartsWith("Delete", StringComparison.Ordinal) || method.Name.StartsWith("Change", StringComparison.Ordinal)
            || method.Name.StartsWith("Upsert", StringComparison.Ordinal));

    private static AuditEntry Entry(string id, int minute) => new(id, StoreSandbox.Start.AddMinutes(minute), "run", "name", "deleted", "timer", "text");

    /// <summary>The key is the subject, so that any key can be read.</summary>
    private sealed class Adapter(AuditStore store) : IContractStore
    {
        public Task<bool> AddAsync(string key, string text) => store.AppendAsync(Entry("id", 0) with { Subject = key, Text = text }, Cancel);

        public async Task<string?> ReadAsync(string key) =>
            (await store.PageAsync(key, null, null, null, 10, null, Cancel)).Items.SingleOrDefault()?.Text;
    }

    private sealed class OneSubject(AuditStore store) : IListingStore
    {
        private int minute;

        public Task<bool> AddAsync(string key, string text) => store.AppendAsync(Entry(key, minute++) with { Text = text }, Cancel);

        public Task<string?> ReadAsync(string key) => throw new NotSupportedException();

        public async Task<StoredPage<string>> PageAsync(int limit, string? continuation) =>
            (await store.PageAsync("run", null, null, null, limit, continuation, Cancel)).Select(entry => entry.Id);
    }
}
