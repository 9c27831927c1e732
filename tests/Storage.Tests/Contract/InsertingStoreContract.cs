using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Contract;

/// <summary>The laws of a store that keeps the first of two records with one key.</summary>
public abstract class InsertingStoreContract(AzuriteFixture azurite) : StoreContract(azurite)
{
    [Fact]
    public async Task Add_SameKeyAgain_KeepsTheFirst()
    {
        IContractStore store = await OpenAsync();
        await store.AddAsync(Key, "first");

        Assert.False(await store.AddAsync(Key, "second"));

        Assert.Equal("first", await store.ReadAsync(Key));
    }

    [Fact]
    public async Task Add_ManyAtOnce_OneIsKept()
    {
        IContractStore store = await OpenAsync();

        bool[] added = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.AddAsync(Key, $"{i}")));

        Assert.Equal($"{Array.IndexOf(added, true)}", await store.ReadAsync(Key));
        Assert.Single(added, one => one);
    }
}
