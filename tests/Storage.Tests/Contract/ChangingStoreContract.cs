using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Contract;

/// <summary>The laws of a store whose records change.</summary>
public abstract class ChangingStoreContract(AzuriteFixture azurite) : InsertingStoreContract(azurite)
{
    private const int Writers = 6;

    [Fact]
    public async Task Change_ManyAtOnce_NoneIsLost()
    {
        IChangingStore store = (IChangingStore)await OpenAsync();
        await store.AddAsync(Key, "");

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => store.ChangeAsync(Key, text => text + (char)('a' + i))));

        Assert.Equal("abcdef", string.Concat((await store.ReadAsync(Key))!.Order()));
    }

    [Fact]
    public async Task Change_EachCallFailsOnce_HappensOnce()
    {
        StorageFaults faults = new();
        string? undisturbed = null;

        int points = await faults.FailEachCallAsync(
            async _ =>
            {
                StoreSandbox sandbox = await SandboxAsync();
                await Open(sandbox.Clients, Clock()).AddAsync(Key, "a");
                await ((IChangingStore)Open(sandbox.Open(faults), Clock())).ChangeAsync(Key, text => text + "b");
                Assert.Equal("ab", await Open(sandbox.Clients, Clock()).ReadAsync(Key));
                string dump = await sandbox.DumpAsync();
                undisturbed ??= dump;
                Assert.Equal(undisturbed, dump);
            },
            Print,
            FaultKinds);

        Assert.InRange(points, 2, 100);
    }
}
