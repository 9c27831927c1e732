using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

/// <summary>The functions of the product on a task hub, but for fold sets: their folds end as the test says, when it says so.</summary>
internal sealed class JobHub : IAsyncDisposable
{
    private const string Train = "Train";
    private const string GiveUp = "GiveUp";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static int names;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> held = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FoldSet> begun = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> stopped = new();
    private TaskHub hub = null!;

    private JobHub(DecisionScene scene, ManualTimeProvider clock)
    {
        Scene = scene;
        Clock = clock;
    }

    public static JobFakes.Figures Good { get; } = new(Accuracy: 0.65, Recall: 0.5, Precision: 0.6, F1: 0.55, RocAuc: 0.7, HitRateTp1: 0.4);

    public string Name { get; } = $"Jobs{Interlocked.Increment(ref names)}";

    public DecisionScene Scene { get; }

    public ManualTimeProvider Clock { get; }

    public Symbol Market { get; } = DecisionScene.NewMarket();

    public DurableTaskClient Client => hub.Client;

    public JobService Service => Scene.Get<JobService>();

    public StorageClients Data => Scene.Get<StorageAccounts>().Data;

    /// <summary>Sets of an instance whose name has this in it wait until <see cref="Release"/>; null lets all go on.</summary>
    public string? Holds { get; set; }

    /// <summary>What the fold of this instance and number comes to.</summary>
    public Func<string, int, JobFakes.Result> Script { get; set; } = (_, _) => new JobFakes.Result(Good);

    public IReadOnlyCollection<string> Begun => [.. begun.Keys.Order(StringComparer.Ordinal)];

    public IReadOnlyCollection<string> Stopped => [.. stopped];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<JobHub> StartAsync(AzuriteServer azurite, GateSettings? gates = null)
    {
        ManualTimeProvider clock = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        IConfiguration settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [StorageOptions.SettingName] = azurite.ConnectionString }).Build();
        DecisionScene scene = await DecisionScene.OpenAsync(azurite, Token, change: services =>
        {
            // Storage waits between its tries by the clock that goes.
            services.AddSingleton<TimeProvider>(clock).AddSingleton(new StorageAccounts(StorageAccountOptions.From(settings), TimeProvider.System));
            services.AddSingleton(gates ?? GateSettings.Create());
        });
        JobHub started = new(scene, clock);
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = started.Market, Seed = 1, Bars = 13_000 }).Bars;
        await scene.Get<BarStore>().WriteAsync(bars, 0, Token);
        await scene.Get<FoldFiles>().WriteAsync(JobFakes.ModelPlace, JobFakes.Model, [1], Token);
        await started.StartHubAsync();
        return started;
    }

    /// <summary>The process dies and another takes its place.</summary>
    public async Task RestartAsync()
    {
        await hub.DisposeAsync();
        await StartHubAsync();
    }

    public JobRequest Request(JobMode mode, bool autoApprove = false, int? approvalHours = null, Symbol? market = null) =>
        new()
        {
            Symbol = (market ?? Market).Name,
            Timeframe = "1h",
            TrainingMode = mode,
            Model = "ridge",
            FeatureSystem = "v1",
            AutoApprove = autoApprove,
            ApprovalHours = approvalHours,
        };

    /// <param name="hold">Whether the folds of its first set wait until <see cref="Release"/>; back when they have begun.</param>
    /// <returns>The job's id.</returns>
    public async Task<string> StartAsync(JobMode mode, bool autoApprove = false, int? approvalHours = null, bool hold = false)
    {
        if (hold) Holds = mode == JobMode.Full ? "-full-1" : "-quick-1";
        string id = (await Service.StartAsync(Client, Request(mode, autoApprove, approvalHours), Token)).JobId;
        if (hold) await BegunAsync(JobRun.InstanceOf(id) + Holds);
        return id;
    }

    public async Task<TrainingJob> JobAsync(string id) => (await Scene.Get<JobStore>().FindAsync(id, Token))!;

    public async Task<JobView> ViewAsync(string id) => await Scene.Get<JobViews>().OfAsync(await JobAsync(id), Token);

    public Task ChangeAsync(string id, Func<JobDetails, JobDetails> change) =>
        Scene.Get<JobStore>().ChangeAsync(id, old => old with { Details = change(JobDetails.Of(old)).ToJson() }, Token);

    /// <summary>When its orchestration has ended.</summary>
    public async Task<JobView> EndAsync(string id)
    {
        string instance = JobRun.InstanceOf(id);
        Task<OrchestrationMetadata> ended = Client.WaitForInstanceCompletionAsync(instance, Token);
        if (await Task.WhenAny(ended, Task.Delay(Patience, Token)) != ended)
        {
            RecordedHistory history = await HistoryRecorder.ReadAsync(Data, Name, instance, Token);
            Assert.Fail($"Job {id} is {(await JobAsync(id)).Status} and does not end. Stopped: {string.Join(' ', Stopped)}. {string.Join('\n', history.Executions[0])}");
        }

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await ended).RuntimeStatus);
        return await ViewAsync(id);
    }

    /// <summary>As <see cref="EndAsync"/>, with the clock moved from timer to timer until then.</summary>
    public async Task<JobView> EndInTimeAsync(string id)
    {
        Task<JobView> ended = EndAsync(id);
        await Clock.AdvanceUntilAsync(ended, Token);
        return await ended;
    }

    public Task InStatusAsync(string id, JobStatus status) => UntilAsync(async () => (await JobAsync(id)).Status == status);

    /// <summary>When the training of a set has begun.</summary>
    public Task BegunAsync(string instance) => UntilAsync(() => Task.FromResult(begun.ContainsKey(instance)));

    public FoldSet SetOf(string instance) => begun[instance];

    public void Release(string instance) => GateOf(instance).TrySetResult(true);

    /// <summary>As a trainer writes that a fold has ended.</summary>
    public async Task TrainFoldAsync(FoldRef fold, JobFakes.Result result)
    {
        FoldTaskStore tasks = Scene.Get<FoldTaskStore>();
        FoldTaskRow row = (await tasks.FindAsync(fold.Key, Token))!;
        if (row.HasEnded) return;
        FoldTaskRow claim = row with { State = FoldTaskState.Running, Attempts = 1, Owner = FoldTaskStore.NewOwner(), HeartbeatAt = Clock.GetUtcNow() };
        claim = (await tasks.TryUpdateAsync(claim, Token))!;
        if (result.Failure is { } failure) await tasks.TryUpdateAsync(claim with { State = FoldTaskState.Failed, Reason = failure }, Token);
        else await tasks.TryFinishAsync(claim with { State = FoldTaskState.Done, Progress = 1 }, JsonSerializer.Serialize(result.Outcome, ApiJson.Options), Token);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await Scene.DisposeAsync();
    }

    private static Task UntilAsync(Func<Task<bool>> condition) => UntilCoreAsync(condition).WaitAsync(Patience, Token);

    // There is no event for what another task writes to storage: it is looked at again and again, and the test fails by its patience alone.
    private static async Task UntilCoreAsync(Func<Task<bool>> condition)
    {
        while (!await condition()) await Task.Delay(10, Token);
    }

    /// <summary>True to train, false to give up.</summary>
    private TaskCompletionSource<bool> GateOf(string instance) => held.GetOrAdd(instance, _ => new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task StartHubAsync()
    {
        FunctionInvoker invoker = new(new LocalApplicationBuilder(new ServiceCollection()), Scene.Get<IServiceScopeFactory>(), TimeProvider.System);
        AppFunctions others = ProductFunctions.Found with { All = [.. ProductFunctions.Found.All.Where(one => one.Name != FoldSetOrchestrator.Name)] };
        TaskHubFunctions functions = HubFunctions.FromApp(others, invoker)
            .AddOrchestrator(FoldSetOrchestrator.Name, async context =>
            {
                FoldSet set = context.GetInput<FoldSet>()!;
                Task<object?> stop = context.WaitForExternalEvent<object?>(FoldSetOrchestrator.StopEvent);
                Task<FoldAnswer[]> training = context.CallActivityAsync<FoldAnswer[]>(Train, new JobFakes.Call(context.InstanceId, set));
                await Task.WhenAny(stop, training);
                if (!training.IsCompleted) await context.CallActivityAsync(GiveUp, context.InstanceId);
                return await training;
            })
            .AddActivity(GiveUp, (call, _) =>
            {
                string instance = JsonSerializer.Deserialize<string>(call.SerializedInput!)!;
                stopped.Enqueue(instance);
                GateOf(instance).TrySetResult(false);
                return Task.FromResult<object?>(null);
            })
            .AddActivity(
                Train,
                async (call, cancellation) => await TrainAsync(JsonSerializer.Deserialize<JobFakes.Call>(call.SerializedInput!, JsonSerializerOptions.Web)!, cancellation));
        hub = await TaskHub.StartAsync(
            new TaskHubOptions { HubName = Name, MaxConcurrentActivities = 200 }, functions, Data, NullLoggerFactory.Instance, Clock, Token);
    }

    private async Task<object?> TrainAsync(JobFakes.Call call, CancellationToken cancellation)
    {
        begun[call.Instance] = call.Set;
        bool holds = Holds is { } some && call.Instance.Contains(some, StringComparison.Ordinal);
        if (holds && !await GateOf(call.Instance).Task.WaitAsync(cancellation))
        {
            return call.Set.Folds.Select(fold => new FoldAnswer(fold.Number, fold.Key, FoldAnswer.Cancelled)).ToArray();
        }

        List<FoldAnswer> answers = [];
        foreach (FoldRef fold in call.Set.Folds)
        {
            JobFakes.Result result = Script(call.Instance, fold.Number);
            await TrainFoldAsync(fold, result);
            answers.Add(new FoldAnswer(fold.Number, fold.Key, result.Failure));
        }

        return answers.ToArray();
    }
}
