using System.Text;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Predictions;

public sealed class PredictionStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [];

    protected override IReadOnlyList<string> Containers => [StorageNames.Containers.Predictions];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new PredictionStore(data));

    [Fact]
    public async Task FoldsAsync_AfterDelete_AreThoseOfOtherRunsOnly()
    {
        PredictionStore store = new((await SandboxAsync()).Clients);
        foreach (int fold in (int[])[11, 2]) await store.WriteAsync("a", fold, new byte[] { 1 }, Cancel);
        await store.WriteAsync("ab", 0, new byte[] { 1 }, Cancel);
        Assert.Equal([2, 11], await store.FoldsAsync("a", Cancel));

        Assert.Equal(2, await store.DeleteAsync("a", Cancel));

        Assert.Empty(await store.FoldsAsync("a", Cancel));
        Assert.Equal([0], await store.FoldsAsync("ab", Cancel));
    }

    [Fact]
    public async Task ReadAsync_Damaged_IsRefused()
    {
        StoreSandbox sandbox = await SandboxAsync();
        await sandbox.Clients.Container(StorageNames.Containers.Predictions).PutAsync(BlobName.Of("a", "0000.gz"), new BinaryData("no gzip"), Cancel);

        StoredDocumentException error = await Assert.ThrowsAsync<StoredDocumentException>(() => new PredictionStore(sandbox.Clients).ReadAsync("a", 0, Cancel));

        Assert.StartsWith("Blob a/0000.gz is damaged", error.Message, StringComparison.Ordinal);
    }

    private sealed class Adapter(PredictionStore store) : IContractStore
    {
        public async Task<bool> AddAsync(string key, string text)
        {
            await store.WriteAsync(key, 0, Encoding.UTF8.GetBytes(text), Cancel);
            return true;
        }

        public async Task<string?> ReadAsync(string key) => await store.ReadAsync(key, 0, Cancel) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
    }
}
