using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Startup;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Functions.Tests.Startup;

/// <summary>An app that starts on the emulator, with a clock that stands and a storage that can refuse.</summary>
internal sealed class StartScene : IAsyncDisposable
{
    private readonly StorageClients clients;

    private StartScene(AzuriteFixture azurite)
    {
        clients = new StorageClients(new StorageOptions { ConnectionString = azurite.Server.ConnectionString }, perTry: Storage);
        Start = New();
    }

    public RefusingStorage Storage { get; } = new();

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public RecordingLogger Log { get; } = new();

    public StorageStart Start { get; }

    public EntityTable Table => clients.Table(StorageNames.Tables.Schema);

    /// <param name="version">What the store says of itself; null for a store that nobody has used.</param>
    public static async Task<StartScene> OnAsync(AzuriteFixture azurite, int? version)
    {
        StartScene scene = new(azurite);
        await scene.Table.CreateIfMissingAsync(Cancel);
        await scene.Table.DeleteAsync("schema", "version", null, Cancel);
        if (version is { } number) await scene.SetVersionAsync(number);
        return scene;
    }

    public StorageStart New() => new(new StorageSchema(clients), Clock, new Logger<StorageStart>(new OneLogger(Log)));

    public Task SetVersionAsync(int number) => Table.UpsertAsync(new TableEntity("schema", "version") { ["version"] = number }, Cancel);

    public async Task<int?> VersionAsync() => (await Table.FindAsync("schema", "version", Cancel))?.GetInt32("version");

    public async ValueTask DisposeAsync()
    {
        await Start.StopAsync(Cancel);
        Start.Dispose();
    }

    public async Task<bool> HasQueueAsync(string name) => await clients.Queue(name).ExistsAsync(Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private sealed class OneLogger(ILogger logger) : ILoggerFactory
    {
        public void AddProvider(ILoggerProvider provider)
        {
            // There is only the one.
        }

        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
