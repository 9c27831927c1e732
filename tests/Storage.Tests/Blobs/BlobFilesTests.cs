using Azure;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Blobs;

public sealed class BlobFilesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task PutIfAbsentAsync_BlobIsThere_LeavesIt()
    {
        BlobFiles blobs = (await SandboxAsync()).Clients.Container(StorageNames.Containers.Presets);

        Assert.True(await blobs.PutIfAbsentAsync("a", new BinaryData("one"), Cancel));
        Assert.False(await blobs.PutIfAbsentAsync("a", new BinaryData("two"), Cancel));

        Assert.Equal("one", (await blobs.FindAsync("a", Cancel))!.Content.ToString());
    }

    [Fact]
    public async Task ReplaceAsync_StaleOrGone_IsRefused()
    {
        BlobFiles blobs = (await SandboxAsync()).Clients.Container(StorageNames.Containers.Presets);
        ETag first = await blobs.PutAsync("a", new BinaryData("one"), Cancel);
        await blobs.PutAsync("a", new BinaryData("two"), Cancel);

        Assert.False(await blobs.ReplaceAsync("a", new BinaryData("three"), first, Cancel));
        Assert.False(await blobs.ReplaceAsync("missing", new BinaryData("three"), first, Cancel));

        Assert.Equal("two", (await blobs.FindAsync("a", Cancel))!.Content.ToString());
    }

    [Fact]
    public async Task Writes_EachCallFailsOnce_HappenOnce()
    {
        StorageFaults faults = new();

        int points = await faults.FailEachCallAsync(
            async _ =>
            {
                StoreSandbox sandbox = await SandboxAsync();
                BlobFiles blobs = sandbox.Open(faults).Container(StorageNames.Containers.Presets);
                Assert.True(await blobs.PutIfAbsentAsync("a", new BinaryData("one"), Cancel));
                Assert.True(await blobs.ReplaceAsync("a", new BinaryData("two"), (await blobs.FindAsync("a", Cancel))!.ETag, Cancel));
                await blobs.PutAsync("b", new BinaryData("three"), Cancel);
                await blobs.DeleteAsync("a", Cancel);
                Assert.Equal(1, await blobs.DeleteAllAsync("b", Cancel));
                Assert.False(await blobs.ExistsAsync("b", Cancel));
                Assert.Null(await blobs.FindAsync("a", Cancel));
            },
            line => TestContext.Current.SendDiagnosticMessage(line));

        Assert.InRange(points, 8, 20);
    }

    [Fact]
    public async Task PutIfAbsentAsync_RetriedAndAStrangerIsThere_IsRefused()
    {
        StorageFaults faults = new();
        StoreSandbox sandbox = await SandboxAsync();
        await sandbox.Clients.Container(StorageNames.Containers.Presets).PutAsync("a", new BinaryData("same"), Cancel);
        faults.Arm(1, StorageFault.CutBefore);

        Assert.False(await sandbox.Open(faults).Container(StorageNames.Containers.Presets).PutIfAbsentAsync("a", new BinaryData("same"), Cancel));
    }

    private Task<StoreSandbox> SandboxAsync() => StoreSandbox.CreateAsync(azurite, [], StorageNames.Containers.Presets);
}
