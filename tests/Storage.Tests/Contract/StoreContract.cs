using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Contract;

/// <summary>The laws of every store.</summary>
public abstract class StoreContract(AzuriteFixture azurite)
{
    private const int BigLength = 200_000;

    protected AzuriteFixture Azurite => azurite;

    protected abstract IReadOnlyList<string> Tables { get; }

    protected virtual IReadOnlyList<string> Containers => [];

    /// <summary>A key that needs no escaping.</summary>
    protected virtual string Key => "key";

    protected virtual IReadOnlyList<string> OddKeys =>
        ["/", "a/b", "\\", "#", "?", "%", "%2F", "a b", "ü", "日本語", "\ud83d\ude00", "", "~", "!", "a!b", "a~2fb", "..", ".", "a.", "\t", "A", "a", "'", "\"", "&=+"];

    /// <summary>One before the effect, one after; the tests of tables and blobs try every kind.</summary>
    protected static IReadOnlyList<StorageFault> FaultKinds { get; } = [StorageFault.StatusBefore, StorageFault.CutAfter];

    protected abstract IContractStore Open(StorageClients data, TimeProvider clock);

    [Fact]
    public async Task Add_ThenRead_GivesTheSame()
    {
        IContractStore store = await OpenAsync();

        Assert.True(await store.AddAsync(Key, "one"));

        Assert.Equal("one", await store.ReadAsync(Key));
    }

    [Fact]
    public async Task Read_Missing_GivesNothing() => Assert.Null(await (await OpenAsync()).ReadAsync(Key));

    [Fact]
    public async Task Add_OddKeys_AllSurvive()
    {
        IContractStore store = await OpenAsync();
        foreach (string key in OddKeys) Assert.True(await store.AddAsync(key, $"text of {key}"));

        foreach (string key in OddKeys) Assert.Equal($"text of {key}", await store.ReadAsync(key));
    }

    [Fact]
    public async Task Add_BigDocument_ComesBack()
    {
        IContractStore store = await OpenAsync();
        string text = new('x', BigLength);

        await store.AddAsync(Key, text);

        Assert.Equal(text, await store.ReadAsync(Key));
    }

    [Fact]
    public async Task Add_EachCallFailsOnce_EndsInTheSameRows()
    {
        StorageFaults faults = new();
        string? undisturbed = null;
        string text = new('x', BigLength);

        int points = await faults.FailEachCallAsync(
            async _ =>
            {
                StoreSandbox sandbox = await SandboxAsync();
                IContractStore store = Open(sandbox.Open(faults), Clock());
                Assert.True(await store.AddAsync(Key, text));
                string dump = await sandbox.DumpAsync();
                undisturbed ??= dump;
                Assert.Equal(undisturbed, dump);
            },
            Print,
            FaultKinds);

        Assert.InRange(points, 1, 100);
    }

    protected static ManualTimeProvider Clock() => new(StoreSandbox.Start);

    protected Task<StoreSandbox> SandboxAsync() => StoreSandbox.CreateAsync(azurite, Tables, Containers);

    protected async Task<IContractStore> OpenAsync() => Open((await SandboxAsync()).Clients, Clock());

    protected void Print(string line) => TestContext.Current.SendDiagnosticMessage($"{GetType().Name}: {line}");
}
