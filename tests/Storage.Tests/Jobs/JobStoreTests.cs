using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Jobs;

public sealed class JobStoreTests(AzuriteFixture azurite) : ChangingStoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [StorageNames.Tables.Jobs];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new JobStore(data));

    [Fact]
    public async Task PageAsync_ManyJobs_GivesEachOnceTheNewestFirst()
    {
        string[] keys = [.. Enumerable.Range(0, 23).Select(i => $"job/{i}")];

        await PagingLaws.EachOnceInOrderAsync((IListingStore)await OpenAsync(), keys, keys.Reverse());
    }

    [Fact]
    public async Task PageAsync_Status_GivesTheJobsInItAsTheyAre()
    {
        JobStore store = new((await SandboxAsync()).Clients);
        await store.InsertAsync(Job("a", 0), Cancel);
        await store.InsertAsync(Job("b", 1), Cancel);
        await store.ChangeAsync("a", job => job with { Status = JobStatus.WaitingForApproval, Fold = 3, Folds = 5, Progress = 60 }, Cancel);

        JobSummary only = Assert.Single((await store.PageAsync(JobStatus.WaitingForApproval, null, 10, null, Cancel)).Items);

        Assert.Equal(new JobSummary("a", Symbol.Parse("BTCUSDT"), Timeframe.H1, "sequential", JobStatus.WaitingForApproval, StoreSandbox.Start, 3, 5, 60), only);
    }

    [Fact]
    public async Task PageAsync_Symbol_GivesItsJobsOnly()
    {
        JobStore store = new((await SandboxAsync()).Clients);
        await store.InsertAsync(Job("a", 0), Cancel);
        await store.InsertAsync(Job("b", 1) with { Symbol = Symbol.Parse("ETHUSDT") }, Cancel);

        Assert.Equal(["b"], (await store.PageAsync(null, Symbol.Parse("ETH/USDT"), 10, null, Cancel)).Items.Select(job => job.Id));
        Assert.Empty((await store.PageAsync(JobStatus.Full, Symbol.Parse("ETHUSDT"), 10, null, Cancel)).Items);
    }

    private static TrainingJob Job(string id, int minute) =>
        new(id, Symbol.Parse("BTCUSDT"), Timeframe.H1, "sequential", JobStatus.Pending, StoreSandbox.Start.AddMinutes(minute), Texts.Json("request"));

    private sealed class Adapter(JobStore store) : IChangingStore, IListingStore
    {
        private int minute;

        public Task<bool> AddAsync(string key, string text) => store.InsertAsync(Job(key, minute++) with { Request = Texts.Json(text) }, Cancel);

        public async Task<string?> ReadAsync(string key) => await store.FindAsync(key, Cancel) is { } job ? Texts.Text(job.Request) : null;

        public Task ChangeAsync(string key, Func<string, string> change) =>
            store.ChangeAsync(key, job => job with { Request = Texts.Json(change(Texts.Text(job.Request))), Status = JobStatus.Quick }, Cancel);

        public async Task<StoredPage<string>> PageAsync(int limit, string? continuation) =>
            (await store.PageAsync(null, null, limit, continuation, Cancel)).Select(job => job.Id);
    }
}
