using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.TrainedModels;

public sealed class ModelStoreTests(AzuriteFixture azurite) : StoreContract(azurite)
{
    protected override IReadOnlyList<string> Tables => [];

    protected override IReadOnlyList<string> Containers => [StorageNames.Containers.Models];

    protected override IContractStore Open(StorageClients data, TimeProvider clock) => new Adapter(new ModelStore(data, clock));

    [Fact]
    public async Task ReadAsync_ManifestNotWritten_ThereIsNoModel()
    {
        StoreSandbox sandbox = await SandboxAsync();
        await sandbox.Clients.Container(StorageNames.Containers.Models).PutAsync(BlobName.Of("run", "0000", "model.txt"), new BinaryData("x"), Cancel);

        Assert.Null(await new ModelStore(sandbox.Clients, Clock()).ReadAsync("run", 0, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_FileGoneOrChanged_IsRefused(bool gone)
    {
        StoreSandbox sandbox = await SandboxAsync();
        ModelStore store = new(sandbox.Clients, Clock());
        await store.WriteAsync("run", 0, Files("text"), Cancel);
        BlobFiles blobs = sandbox.Clients.Container(StorageNames.Containers.Models);
        string name = BlobName.Of("run", "0000", "model.txt");
        if (gone) await blobs.DeleteAsync(name, Cancel);
        else await blobs.PutAsync(name, new BinaryData("other"), Cancel);

        StoredDocumentException error = await Assert.ThrowsAsync<StoredDocumentException>(() => store.ReadAsync("run", 0, Cancel));

        Assert.Contains("models/run/0000 are not those that were written: 2 were", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_NoManifest_IsRefused()
    {
        ModelStore store = new((await SandboxAsync()).Clients, Clock());

        StoredDocumentException error = await Assert.ThrowsAsync<StoredDocumentException>(
            () => store.WriteAsync("run", 0, new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["model.txt"] = [1] }, Cancel));

        Assert.Equal("The files cannot be stored: manifest.json is not among model.txt.", error.Message);
    }

    [Fact]
    public async Task ListAsync_SeveralFolds_AreThoseOfTheRunInOrder()
    {
        ModelStore store = new((await SandboxAsync()).Clients, Clock());
        foreach (int fold in (int[])[10, 2, 0]) await store.WriteAsync("a", fold, Files("text"), Cancel);
        await store.WriteAsync("ab", 0, Files("text"), Cancel);

        List<StoredModel> models = await store.ListAsync("a", Cancel).ToListAsync(Cancel);

        Assert.Equal([0, 2, 10], models.Select(model => model.Fold));
        Assert.All(models, model => Assert.Equal(("a", 2, 6L, true), (model.RunId, model.Files, model.Bytes, model.IsWhole)));
    }

    [Fact]
    public async Task DeleteAsync_Twice_GivesTheBytesOnce()
    {
        ModelStore store = new((await SandboxAsync()).Clients, Clock());
        await store.WriteAsync("a", 0, Files("text"), Cancel);
        await store.WriteAsync("b", 0, Files("text"), Cancel);

        Assert.Equal(6, await store.DeleteAsync("a", Cancel));
        Assert.Equal(0, await store.DeleteAsync("a", Cancel));

        Assert.Null(await store.ReadAsync("a", 0, Cancel));
        Assert.NotNull(await store.ReadAsync("b", 0, Cancel));
    }

    [Fact]
    public async Task OrphansAsync_OldOnes_AreThoseNotKeptAndThoseNotWhole()
    {
        StoreSandbox sandbox = await SandboxAsync();
        ManualTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        ModelStore store = new(sandbox.Clients, clock);
        foreach (string run in (string[])["gone", "kept"]) await store.WriteAsync(run, 0, Files("text"), Cancel);
        await sandbox.Clients.Container(StorageNames.Containers.Models).PutAsync(BlobName.Of("kept", "0001", "model.txt"), new BinaryData("x"), Cancel);
        Assert.Empty(await OrphansAsync());
        clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal([("gone", 0), ("kept", 1)], await OrphansAsync());

        async Task<(string, int)[]> OrphansAsync() =>
        [
            .. (await store.OrphansAsync(run => Task.FromResult(run == "kept"), TimeSpan.FromHours(1), Cancel).ToListAsync(Cancel))
                .Select(model => (model.RunId, model.Fold)),
        ];
    }

    [Fact]
    public async Task PackAsync_WholeModel_IsReadAsPackedAndTakesNoMoreFiles()
    {
        ModelStore store = new((await SandboxAsync()).Clients, Clock());
        await store.WriteAsync("a", 0, Files("text"), Cancel);

        Assert.True(await store.PackAsync("a", 0, Pack, Cancel));

        Assert.Equal(["manifest.json", "model.txt.gz"], (await store.ReadAsync("a", 0, Cancel))!.Keys.Order());
        StoredModel model = Assert.Single(await store.ListAsync("a", Cancel).ToListAsync(Cancel));
        Assert.Equal((0, 2, true, true), (model.Fold, model.Files, model.IsWhole, model.IsPacked));
        Assert.Equal(model.Bytes, await store.DeleteAsync("a", Cancel));
    }

    [Fact]
    public async Task PackAsync_NoModel_IsFalse() => Assert.False(await new ModelStore((await SandboxAsync()).Clients, Clock()).PackAsync("a", 0, Pack, Cancel));

    [Fact]
    public async Task PackAsync_EachCallFailsOnce_EndsPackedWhenItIsRepeated()
    {
        StorageFaults faults = new();

        await faults.FailEachCallAsync(
            async _ =>
            {
                StoreSandbox sandbox = await SandboxAsync();
                ModelStore store = new(sandbox.Clients, Clock());
                await store.WriteAsync("a", 0, Files("text"), Cancel);
                await new ModelStore(sandbox.Open(faults), Clock()).PackAsync("a", 0, Pack, Cancel);
                Assert.True((await store.ListAsync("a", Cancel).SingleAsync(Cancel)).IsPacked);
            },
            line => TestContext.Current.SendDiagnosticMessage(line));
    }

    /// <summary>Another reads whenever a call of the packing is about to be made.</summary>
    [Fact]
    public async Task ReadAsync_AtEveryPointOfAPacking_FindsTheOneOrTheOther()
    {
        StoreSandbox sandbox = await SandboxAsync();
        ModelStore reader = new(sandbox.Clients, Clock());
        await reader.WriteAsync("a", 0, Files("text"), Cancel);
        List<string> seen = [];
        BeforeEachCall policy = new(async () => seen.Add(string.Join(',', (await reader.ReadAsync("a", 0, Cancel))!.Keys.Order())));

        Assert.True(await new ModelStore(new StorageClients(sandbox.Options, perTry: policy) { Prefix = sandbox.Clients.Prefix }, Clock()).PackAsync("a", 0, Pack, Cancel));

        Assert.Equal(["manifest.json,model.txt", "manifest.json,model.txt.gz"], seen.Distinct());
    }

    /// <summary>The whole packing happens between two calls of a reader.</summary>
    [Fact]
    public async Task ReadAsync_PackedAtAnyPointOfTheReading_FindsTheOneOrTheOther()
    {
        for (int point = 1; point <= 3; point++)
        {
            StoreSandbox sandbox = await SandboxAsync();
            ModelStore writer = new(sandbox.Clients, Clock());
            await writer.WriteAsync("a", 0, Files("text"), Cancel);
            int calls = 0;
            BeforeEachCall policy = new(() => ++calls == point ? writer.PackAsync("a", 0, Pack, Cancel) : Task.CompletedTask);

            IReadOnlyDictionary<string, byte[]>? read =
                await new ModelStore(new StorageClients(sandbox.Options, perTry: policy) { Prefix = sandbox.Clients.Prefix }, Clock()).ReadAsync("a", 0, Cancel);

            Assert.Equal("manifest.json,model.txt.gz", string.Join(',', read!.Keys.Order()));
        }
    }

    [Fact]
    public async Task WriteAsync_PackedModelAgain_IsTheModelAsWritten()
    {
        ModelStore store = new((await SandboxAsync()).Clients, Clock());
        await store.WriteAsync("a", 0, Files("text"), Cancel);
        await store.PackAsync("a", 0, Pack, Cancel);

        await store.WriteAsync("a", 0, Files("text"), Cancel);

        Assert.Equal(["manifest.json", "model.txt"], (await store.ReadAsync("a", 0, Cancel))!.Keys.Order());
        Assert.False((await store.ListAsync("a", Cancel).SingleAsync(Cancel)).IsPacked);
    }

    private static IReadOnlyDictionary<string, byte[]> Pack(IReadOnlyDictionary<string, byte[]> files) =>
        files.ToDictionary(file => file.Key == "manifest.json" ? file.Key : file.Key + ".gz", file => file.Value);

    private static Dictionary<string, byte[]> Files(string text) =>
        new(StringComparer.Ordinal) { ["manifest.json"] = "{}"u8.ToArray(), ["model.txt"] = Encoding.UTF8.GetBytes(text) };

    private sealed class BeforeEachCall(Func<Task> act) : HttpPipelinePolicy
    {
        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            await act();
            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("Storage is called asynchronously only.");
    }

    private sealed class Adapter(ModelStore store) : IContractStore
    {
        public async Task<bool> AddAsync(string key, string text)
        {
            await store.WriteAsync(key, 3, Files(text), Cancel);
            return true;
        }

        public async Task<string?> ReadAsync(string key) =>
            await store.ReadAsync(key, 3, Cancel) is { } files ? Encoding.UTF8.GetString(files["model.txt"]) : null;
    }
}
