using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Scale;

/// <summary>The product in this process: task hub, queues and trainers, with the calls to storage counted by who makes them.</summary>
internal sealed class ScaleHub : IAsyncDisposable
{
    public const string Plan = "plan";
    public const string Dispatch = "dispatch";
    public const string Train = "train";
    public const string Answer = "answer";
    public const string Score = "score";
    public const string Decide = "decide";
    public const string Sweep = "sweep";
    public const string Grid = "grid";

    // As host.json has them.
    private static readonly QueuePumpOptions Answers = new()
    {
        BatchSize = 8,
        NewBatchThreshold = 4,
        Lease = TimeSpan.FromSeconds(30),
        MaxPollingInterval = TimeSpan.FromSeconds(10),
    };

    private readonly ServiceProvider services;
    private readonly List<FoldPump> trainers = [];
    private TaskHub hub = null!;
    private QueuePump answers = null!;
    private IDisposable listening = null!;

    private ScaleHub(AzuriteServer azurite, string name, InstantTrainer? trainer)
    {
        Name = name;
        Calls = new StorageCalls(azurite.Ports);
        HubCalls = new StorageCalls(azurite.Ports);
        HubStorage = new StorageClients(new StorageOptions { ConnectionString = azurite.ConnectionString }, perTry: HubCalls);
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { [StorageOptions.SettingName] = azurite.ConnectionString }).Build();
        ServiceCollection parts = new();
        parts.AddLogging();
        if (trainer is not null) parts.AddSingleton<IFoldTrainer>(trainer).AddSingleton<IFoldFileCheck>(trainer);
        parts.AddSingleton(new StorageAccounts(StorageAccountOptions.From(configuration), TimeProvider.System, perTry: Calls));
        services = parts.AddServerlessTraining(configuration).BuildServiceProvider();
    }

    public string Name { get; }

    /// <summary>To the data account.</summary>
    public StorageCalls Calls { get; }

    /// <summary>To the account with the task hub, by the engine.</summary>
    public StorageCalls HubCalls { get; }

    public StorageClients HubStorage { get; }

    public DurableTaskClient Client => hub.Client;

    /// <param name="azurite">Where everything is stored.</param>
    /// <param name="name">Of the task hub.</param>
    /// <param name="trainer">Null for the product's own.</param>
    /// <param name="trainers">That train one fold at a time each.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<ScaleHub> StartAsync(AzuriteServer azurite, string name, InstantTrainer? trainer, int trainers, CancellationToken cancellation)
    {
        ScaleHub started = new(azurite, name, trainer);
        await started.Get<StorageSchema>().EnsureAsync(cancellation);
        await started.StartHubAsync(cancellation);
        for (int i = 0; i < trainers; i++) await started.StartTrainerAsync(cancellation);
        return started;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        listening.Dispose();
        foreach (FoldPump one in trainers) await one.DisposeAsync();
        await answers.DisposeAsync();
        await hub.DisposeAsync();
        await services.DisposeAsync();
    }

    private async Task StartHubAsync(CancellationToken cancellation)
    {
        FoldActivities folds = Get<FoldActivities>();
        GridActivities grids = Get<GridActivities>();
        ConfigurationActivities configurations = Get<ConfigurationActivities>();
        TaskHubFunctions functions = new TaskHubFunctions()
            .AddOrchestrator(FoldSetOrchestrator.Name, async context => await FoldSetOrchestrator.RunAsync(context, context.GetInput<FoldSet>()!))
            .AddOrchestrator(ConfigurationOrchestrator.Name, async context => await ConfigurationOrchestrator.RunAsync(context, context.GetInput<GridPlace>()!))
            .AddOrchestrator(GridOrchestrator.Name, async context =>
            {
                await GridOrchestrator.RunAsync(context, context.GetInput<GridRun>()!);
                return null;
            })
            .AddActivity(FoldActivities.Dispatch, Activity<FoldLook, FoldAnswer[]>(Dispatch, folds.DispatchAsync))
            .AddActivity(FoldActivities.Review, Activity<FoldLook, FoldAnswer[]>(Dispatch, folds.ReviewAsync))
            .AddActivity(GridSteps.TakeTurn, Activity<string, GridTurn>(Grid, grids.TakeTurnAsync))
            .AddActivity(GridSteps.OpenPage, Activity<GridPlace, GridPage>(Grid, grids.OpenAsync))
            .AddActivity(GridSteps.Checkpoint, Activity<GridNote>(Grid, grids.CheckpointAsync))
            .AddActivity(GridSteps.Complete, Activity<GridNote>(Grid, grids.CompleteAsync))
            .AddActivity(GridSteps.Plan, Activity<GridPlace, ConfigurationPlan>(Plan, configurations.PlanAsync))
            .AddActivity(GridSteps.Score, Activity<string, ConfigurationScored>(Score, configurations.ScoreAsync))
            .AddActivity(GridSteps.Decide, Activity<GridDecision, GridDecided>(Decide, configurations.DecideAsync))
            .AddActivity(GridSteps.Sweep, Activity<IReadOnlyList<string>>(Sweep, configurations.SweepAsync));
        hub = await TaskHub.StartAsync(new TaskHubOptions { HubName = Name }, functions, HubStorage, NullLoggerFactory.Instance, TimeProvider.System, cancellation);
        Calls.Begin(Answer);
        answers = new QueuePump(WorkQueue.Open(Get<StorageAccounts>().Data, FoldQueues.Results), Answers, new AnswerHandler(Client), TimeProvider.System, NullLogger.Instance);
        listening = Get<QueueSignals>().Listen(FoldQueues.Results, answers.Wake);
        await answers.StartAsync(cancellation);
    }

    private async Task StartTrainerAsync(CancellationToken cancellation)
    {
        Calls.Begin(Train);
        FoldPumpOptions options = new() { Devices = [FoldDevice.Cpu], Concurrency = 1 };
        FoldPump pump = new(Get<StorageAccounts>(), Get<FoldTaskConsumer>(), Get<QueueSignals>(), options, TimeProvider.System, NullLogger<FoldPump>.Instance);
        trainers.Add(pump);
        await pump.StartAsync(cancellation);
    }

    private ActivityBody Activity<TIn, TOut>(string part, Func<TIn, CancellationToken, Task<TOut>> body) => async (call, cancellation) =>
    {
        Calls.Begin(part);
        return await body(JsonSerializer.Deserialize<TIn>(call.SerializedInput!, JsonSerializerOptions.Web)!, cancellation);
    };

    private ActivityBody Activity<TIn>(string part, Func<TIn, CancellationToken, Task> body) => async (call, cancellation) =>
    {
        Calls.Begin(part);
        await body(JsonSerializer.Deserialize<TIn>(call.SerializedInput!, JsonSerializerOptions.Web)!, cancellation);
        return null;
    };
}
