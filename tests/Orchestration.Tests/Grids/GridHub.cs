using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Grids;

/// <summary>A task hub with queues, whose trainings end when the test says so and whose decisions only note their order.</summary>
internal sealed class GridHub : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static int names;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<ConfigurationEnd>> gates = [];
    private readonly ConcurrentQueue<int> decided = [];
    private readonly ConcurrentQueue<string> swept = [];
    private TaskHub hub = null!;

    private GridHub(AzuriteServer azurite, PipelineOptions options)
    {
        Symbol = Symbol.Parse($"GRID{Interlocked.Increment(ref names)}USDT");
        Clock = new ManualTimeProvider(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        Accounts = new StorageAccounts(new StorageAccountOptions { Data = new StorageOptions { ConnectionString = azurite.ConnectionString } }, TimeProvider.System);
        StorageClients data = Accounts.Data;
        Queues = new QueueStore(data, Clock);
        QueueLogStore lines = new(data, Clock);
        CheckpointStore checkpoints = new(data, Clock);
        AuditStore audit = new(data);
        QueueLog log = new(lines, NullLogger<QueueLog>.Instance);
        Bars = new BarStore(data, Clock);
        FoldEstimator estimator = new(new PastFolds(new RunStore(data), Clock), new CostBook(new PriceSettings(), "configs/prices.yaml"), new FoldsAtATime(2, 2));
        Views = new QueueViews(Queues, lines, checkpoints, estimator, new QueueCosts(new RunStore(data), new CostBook(new PriceSettings(), "configs/prices.yaml"), Clock), Clock);
        GridPlanner planner = new(new MarketData(Bars), new TrainedConfigurationStore(data));
        Service = new QueueService(Queues, checkpoints, planner, estimator, ModelTypes.BuiltIn(new NativeLibraryOptions()), log, audit, options, Clock);
        Watch = new QueueWatch(Queues, Views, log, audit, options, Clock);
        Activities = new GridActivities(Queues, checkpoints, log, options, Clock);
    }

    public string Name { get; } = $"Grids{Interlocked.Increment(ref names)}";

    public Symbol Symbol { get; }

    public ManualTimeProvider Clock { get; }

    public StorageAccounts Accounts { get; }

    public QueueStore Queues { get; }

    public BarStore Bars { get; }

    public QueueViews Views { get; }

    public QueueService Service { get; }

    public QueueWatch Watch { get; }

    public DurableTaskClient Client => hub.Client;

    /// <summary>The items in the order in which they were decided on.</summary>
    public IReadOnlyList<int> Decided => [.. decided];

    public IReadOnlyList<string> Swept => [.. swept];

    public GridActivities Activities { get; }

    public static async Task<GridHub> StartAsync(AzuriteServer azurite, CancellationToken cancellation, PipelineOptions? options = null)
    {
        GridHub started = new(azurite, options ?? new PipelineOptions());
        await new StorageSchema(started.Accounts.Data).EnsureAsync(cancellation);
        await started.EmptyAsync(cancellation);
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = started.Symbol, Seed = 1, Bars = 13_000 }).Bars;
        await started.Bars.WriteAsync(bars, 0, cancellation);
        await started.StartHubAsync(cancellation);
        return started;
    }

    /// <summary>The process dies and another takes its place: trainings that had not ended are to be trained again.</summary>
    public async Task RestartAsync(CancellationToken cancellation)
    {
        await hub.DisposeAsync();
        await StartHubAsync(cancellation);
    }

    /// <summary>A queue of so many configurations of one market.</summary>
    public Task<QueueRecord> CreateAsync(int configurations, CancellationToken cancellation, string name = "grid") =>
        Service.CreateAsync(new GridText(GridOf(configurations, name), IsYaml: true), cancellation);

    public string GridOf(int configurations, string name = "grid", string more = "") =>
        $$$"""
        name: {{{name}}}
        models: [{type: ridge, hyper_parameters: {alpha: [{{{string.Join(", ", Enumerable.Range(1, configurations))}}} ] } }]
        symbols: {{{Symbol}}}
        timeframes: 1h
        days: 90
        horizons: 1
        {{{more}}}
        """;

    public async Task<QueueRecord> StartedAsync(int configurations, CancellationToken cancellation, string name = "grid")
    {
        QueueRecord queue = await CreateAsync(configurations, cancellation, name);
        await Service.StartAsync(Client, queue.Id, cancellation);
        return queue;
    }

    /// <summary>Completes when the training of the item was begun.</summary>
    public Task BegunAsync(int index, CancellationToken cancellation) => UntilAsync(() => Task.FromResult(gates.ContainsKey(index)), cancellation);

    public bool IsBegun(int index) => gates.ContainsKey(index);

    public async Task EndAsync(int index, CancellationToken cancellation, ConfigurationEnd? end = null)
    {
        await BegunAsync(index, cancellation);
        gates[index].TrySetResult(end ?? new ConfigurationEnd());
    }

    public async Task<QueueRecord> InStateAsync(string id, QueueState state, CancellationToken cancellation)
    {
        QueueRecord queue = null!;
        await UntilAsync(async () => (queue = (await Queues.FindAsync(id, cancellation))!).State == state, cancellation);
        return queue;
    }

    public async Task<IReadOnlyList<string>> LinesAsync(string id, CancellationToken cancellation) =>
        [.. (await Views.LogAsync(id, null, 1000, cancellation)).Select(line => line.Text)];

    public static Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellation) => UntilCoreAsync(condition, cancellation).WaitAsync(Patience, cancellation);

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    // There is no event for what another task writes to storage: it is looked at again and again, and the test fails by its patience alone.
    private static async Task UntilCoreAsync(Func<Task<bool>> condition, CancellationToken cancellation)
    {
        while (!await condition()) await Task.Delay(10, cancellation);
    }

    private static ActivityBody Activity<TIn, TOut>(Func<TIn, CancellationToken, Task<TOut>> body) =>
        async (call, cancellation) => await body(JsonSerializer.Deserialize<TIn>(call.SerializedInput!, JsonSerializerOptions.Web)!, cancellation);

    private static ActivityBody Activity<TIn>(Func<TIn, CancellationToken, Task> body) => async (call, cancellation) =>
    {
        await body(JsonSerializer.Deserialize<TIn>(call.SerializedInput!, JsonSerializerOptions.Web)!, cancellation);
        return null;
    };

    private async Task StartHubAsync(CancellationToken cancellation)
    {
        const string Train = "Train";
        gates.Clear();
        TaskHubFunctions functions = new TaskHubFunctions()
            .AddOrchestrator(GridOrchestrator.Name, async context =>
            {
                await GridOrchestrator.RunAsync(context, context.GetInput<GridRun>()!);
                return null;
            })
            .AddOrchestrator(ConfigurationOrchestrator.Name, async context => await context.CallActivityAsync<ConfigurationEnd>(Train, context.GetInput<GridPlace>()!))
            .AddActivity(Train, Activity<GridPlace, ConfigurationEnd>((place, token) => gates.GetOrAdd(place.Index, _ => new()).Task.WaitAsync(token)))
            .AddActivity(GridSteps.TakeTurn, Activity<string, GridTurn>(Activities.TakeTurnAsync))
            .AddActivity(GridSteps.OpenPage, Activity<GridPlace, GridPage>(Activities.OpenAsync))
            .AddActivity(GridSteps.Decide, Activity<GridDecision, GridDecided>(DecideAsync))
            .AddActivity(GridSteps.Checkpoint, Activity<GridNote>(Activities.CheckpointAsync))
            .AddActivity(GridSteps.Pause, Activity<GridNote>(Activities.PauseAsync))
            .AddActivity(GridSteps.Complete, Activity<GridNote>(Activities.CompleteAsync))
            .AddActivity(GridSteps.Cancel, Activity<GridPlace>(Activities.CancelAsync))
            .AddActivity(GridSteps.Sweep, Activity<IReadOnlyList<string>>((runs, _) =>
            {
                foreach (string run in runs) swept.Enqueue(run);
                return Task.CompletedTask;
            }));
        hub = await TaskHub.StartAsync(
            new TaskHubOptions { HubName = Name, MaxConcurrentActivities = 500 }, functions, Accounts.Data, NullLoggerFactory.Instance, Clock, cancellation);
    }

    /// <summary>Every second model holds nothing.</summary>
    private async Task<GridDecided> DecideAsync(GridDecision decision, CancellationToken cancellation)
    {
        GridPlace place = decision.Place;
        QueueItemState state = decision.End.Failure is null ? QueueItemState.Completed : QueueItemState.Failed;
        bool first = false;
        await Queues.ChangeItemAsync(
            place.QueueId,
            place.Index,
            old =>
            {
                first = old.State != state;
                return first ? old with { State = state, RunId = place.RunId, Reason = decision.End.Failure } : null;
            },
            cancellation);
        if (first) decided.Enqueue(place.Index);
        bool kept = state == QueueItemState.Completed && place.Index % 2 == 0;
        QueueCounters after = state == QueueItemState.Failed
            ? decision.Before with { Failed = decision.Before.Failed + 1 }
            : decision.Before with { Completed = decision.Before.Completed + 1, Kept = decision.Before.Kept + (kept ? 1 : 0) };
        await Queues.SetCountersAsync(place.QueueId, after, cancellation);
        return new GridDecided(after, kept || state == QueueItemState.Failed ? [] : [place.RunId]);
    }

    private async Task EmptyAsync(CancellationToken cancellation)
    {
        // Tests share an emulator, and queues wait for each other.
        await foreach (QueueHeartbeat running in Queues.RunningAsync(cancellation))
        {
            await Queues.MoveAsync(running.Queue.Id, [QueueState.Running], old => old with { State = QueueState.Cancelled }, cancellation);
        }
    }
}
