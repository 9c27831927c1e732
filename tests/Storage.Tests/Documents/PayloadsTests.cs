using Azure.Data.Tables;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Documents;

public sealed class PayloadsTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Later = DateTimeOffset.MaxValue;

    [Fact]
    public async Task UnnamedAsync_OldOnes_AreThoseThatNoRowOfAnyTableNames()
    {
        StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, StorageNames.Tables.All);
        Payloads payloads = new(sandbox.Clients);
        string named = await payloads.PutAsync(new byte[] { 1 }, Cancel);
        string unnamed = await payloads.PutAsync(new byte[] { 2 }, Cancel);
        await sandbox.Clients.Table(StorageNames.Tables.Jobs).InsertAsync(new TableEntity("p", "r") { [DocumentColumn<string>.Reference] = named }, Cancel);

        Assert.Equal([unnamed], (await payloads.UnnamedAsync(Later, Cancel)).Select(blob => blob.Name));
        Assert.Empty(await payloads.UnnamedAsync(DateTimeOffset.MinValue, Cancel));
    }

    [Fact]
    public async Task DeleteAsync_PutAgainSinceItWasListed_IsLeft()
    {
        StoreSandbox sandbox = await StoreSandbox.CreateAsync(azurite, StorageNames.Tables.All);
        Payloads payloads = new(sandbox.Clients);
        string name = await payloads.PutAsync(new byte[] { 1 }, Cancel);
        BlobEntry listed = Assert.Single(await payloads.UnnamedAsync(Later, Cancel));
        await payloads.PutAsync(new byte[] { 1 }, Cancel);

        Assert.False(await payloads.DeleteAsync(listed, Cancel));
        Assert.Equal([1], (await payloads.GetAsync(name, Cancel)).ToArray());

        BlobEntry now = Assert.Single(await payloads.UnnamedAsync(Later, Cancel));
        Assert.True(await payloads.DeleteAsync(now, Cancel));
        Assert.True(await payloads.DeleteAsync(now, Cancel));
    }
}
