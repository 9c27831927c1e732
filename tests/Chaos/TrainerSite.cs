using ServerlessTraining.ChaosHost;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Chaos;

/// <summary>An emulator with folds to train, and trainers that are programs of their own; there is no host.</summary>
internal sealed class TrainerSite : IAsyncDisposable
{
    private readonly AzuriteServer azurite;
    private readonly List<ChaosProcess> started = [];

    private TrainerSite(AzuriteServer azurite)
    {
        this.azurite = azurite;
        Storage = new ChaosStorage(azurite.ConnectionString);
    }

    public ChaosStorage Storage { get; }

    public static async Task<TrainerSite> OpenAsync(CancellationToken cancellationToken) => new(await AzuriteServer.StartAsync(cancellationToken));

    /// <summary>A trainer has the data account alone.</summary>
    public static Dictionary<string, string?> Environment(string connectionString) => new(StringComparer.Ordinal)
    {
        [StorageOptions.SettingName] = null,
        [StorageOptions.DataSettingName] = connectionString,
    };

    /// <summary>Plans folds and puts their messages.</summary>
    /// <returns>Their keys.</returns>
    public async Task<IReadOnlyList<string>> DispatchAsync(ChaosRun run, CancellationToken cancellationToken)
    {
        FoldMessenger messenger = new(Storage.Accounts, new QueueSignals());
        await Storage.PrepareAsync(cancellationToken);
        List<string> keys = [];
        foreach (ChaosSet set in run.SetsOf("alone"))
        {
            foreach (FoldRef fold in await set.PlanAsync(Storage.Tasks, cancellationToken))
            {
                keys.Add(fold.Key);
                await messenger.SendTaskAsync(set.Device, new FoldTaskMessage(fold.Key, set.InstanceId, fold.Number), cancellationToken);
            }
        }

        return keys;
    }

    public ChaosProcess StartTrainer(IEnumerable<(string Name, string Value)> settings, params string[] arguments)
    {
        Dictionary<string, string?> environment = Environment(azurite.ConnectionString);
        foreach ((string name, string value) in settings) environment[name] = value;
        ChaosProcess process = ChaosProcess.Start(new ProcessOutput(), environment, ["trainer", .. arguments]);
        started.Add(process);
        return process;
    }

    public Task PauseStorageAsync(CancellationToken cancellationToken) => Signals.SendAsync("STOP", EmulatorId(), cancellationToken);

    public Task StorageGoesOnAsync(CancellationToken cancellationToken) => Signals.SendAsync("CONT", EmulatorId(), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (ChaosProcess one in started) await one.DisposeAsync();
        await azurite.DisposeAsync();
    }

    private int EmulatorId() => ProcessTable.All().Single(process => process.Words.Contains(azurite.Ports.ToString())).Pid;
}
