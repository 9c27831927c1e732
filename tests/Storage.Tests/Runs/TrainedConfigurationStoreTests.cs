using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Runs;

/// <summary>Has no document, so the contract of stores does not fit it.</summary>
public sealed class TrainedConfigurationStoreTests(AzuriteFixture azurite)
{
    private static readonly TrainedConfiguration Trained = new("hash/#", "data", "plan", "1.0", 7, "run", StoreSandbox.Start);

    [Fact]
    public async Task InsertAsync_SameAgain_KeepsTheFirst()
    {
        TrainedConfigurationStore store = await OpenAsync();

        Assert.True(await store.InsertAsync(Trained, Cancel));
        Assert.False(await store.InsertAsync(Trained with { RunId = "other" }, Cancel));

        Assert.Equal(Trained, await store.FindAsync("hash/#", "data", "plan", "1.0", 7, Cancel));
    }

    [Fact]
    public async Task FindAsync_OnePartDiffers_FindsNothingButTheListDoes()
    {
        TrainedConfigurationStore store = await OpenAsync();
        await store.InsertAsync(Trained, Cancel);

        Assert.Null(await store.FindAsync("hash/#", "data", "plan", "1.1", 7, Cancel));
        Assert.Null(await store.FindAsync("hash/#", "data", "plan", "1.0", 8, Cancel));
        Assert.Equal([Trained], await store.ListAsync("hash/#", Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task DeleteAsync_Twice_ItIsGone()
    {
        TrainedConfigurationStore store = await OpenAsync();
        await store.InsertAsync(Trained, Cancel);

        await store.DeleteAsync(Trained, Cancel);
        await store.DeleteAsync(Trained, Cancel);

        Assert.Null(await store.FindAsync("hash/#", "data", "plan", "1.0", 7, Cancel));
    }

    private async Task<TrainedConfigurationStore> OpenAsync() => new((await StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.ConfigHashes])).Clients);
}
