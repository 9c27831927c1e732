using ServerlessTraining.Storage.Feeds;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Feeds;

public sealed class FeedStoreTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = StoreSandbox.Start;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LockAsync_ManyAtOnce_OneGetsIt()
    {
        FeedStore store = await OpenAsync();

        bool[] got = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.LockAsync($"o{i}", Now, Now.AddMinutes(1), Cancel)));

        Assert.Single(got, one => one);
    }

    [Fact]
    public async Task LockAsync_OwnerAgain_HoldsItLonger()
    {
        FeedStore store = await OpenAsync();
        await store.LockAsync("a", Now, Now.AddMinutes(1), Cancel);

        Assert.True(await store.LockAsync("a", Now.AddMinutes(1), Now.AddMinutes(3), Cancel));

        Assert.False(await store.LockAsync("b", Now.AddMinutes(2), Now.AddMinutes(5), Cancel));
        Assert.True(await store.LockAsync("b", Now.AddMinutes(3), Now.AddMinutes(5), Cancel));
        Assert.False(await store.LockAsync("a", Now.AddMinutes(3), Now.AddMinutes(5), Cancel));
    }

    [Fact]
    public async Task UnlockAsync_ByAnother_ChangesNothing()
    {
        FeedStore store = await OpenAsync();
        await store.LockAsync("a", Now, Now.AddMinutes(1), Cancel);

        await store.UnlockAsync("b", Cancel);
        Assert.False(await store.LockAsync("b", Now, Now.AddMinutes(1), Cancel));
        await store.UnlockAsync("a", Cancel);

        Assert.True(await store.LockAsync("b", Now, Now.AddMinutes(1), Cancel));
    }

    [Fact]
    public async Task WriteAsync_ThenRead_GivesTheSame()
    {
        FeedStore store = await OpenAsync();
        FeedResult result = new("drop", Now, FeedOutcome.RateLimited, 1, 2, 3, 4, 0.5, ["a note"], "later");
        FeedState state = new("drop") { Last = result, Seen = [new SeenFile("a.csv", 5, Now)], NotBefore = Now.AddMinutes(1) };

        await store.WriteAsync(state, Cancel);

        Assert.Equivalent(state, await store.ReadAsync("drop", Cancel), strict: true);
        Assert.Equivalent(new FeedState("other"), await store.ReadAsync("other", Cancel), strict: true);
    }

    private async Task<FeedStore> OpenAsync() => new((await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Feeds])).Clients);
}
