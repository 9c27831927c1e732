using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Studies;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Studies;

/// <summary>The functions of the product on a task hub, but for fold sets: a fold comes to what a known function of its hyper-parameters, its number and its seed says. The
/// process can be made to die after every step of a study, when what the step does is done and nobody knows of it yet.</summary>
internal sealed class StudyHub : IAsyncDisposable
{
    private const string Train = "Train";
    private const string Parent = "Parent";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static int names;
    private readonly ConcurrentQueue<string> trained = new();
    private readonly SemaphoreSlim dead = new(0);
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskHub hub = null!;

    private StudyHub(DecisionScene scene) => Scene = scene;

    public string Name { get; } = $"Studies{Interlocked.Increment(ref names)}";

    public DecisionScene Scene { get; }

    public Symbol Market { get; } = DecisionScene.NewMarket();

    public string Fingerprint { get; private set; } = "";

    public DurableTaskClient Client => hub.Client;

    public StudyStore Store => Scene.Get<StudyStore>();

    public StorageClients Data => Scene.Get<StorageAccounts>().Data;

    /// <summary>Whether the process dies after each step of a study.</summary>
    public bool Dies { get; set; }

    public int Deaths { get; private set; }

    /// <summary>Whether folds wait until their set is stopped.</summary>
    public bool Holds { get; set; }

    /// <summary>Completes when folds that are held have begun.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The keys of the folds that were trained, one for each training.</summary>
    public IReadOnlyCollection<string> Trained => [.. trained];

    /// <summary>What the fold of a work comes to. The usual one is best where alpha is 10 and there is an intercept.</summary>
    public Func<FoldWork, StudyFold> Function { get; set; } = Known;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<StudyHub> StartAsync(AzuriteServer azurite)
    {
        StudyHub started = new(await DecisionScene.OpenAsync(azurite, Token));
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = started.Market, Seed = 1, Bars = 10_000 }).Bars;
        await started.Scene.Get<BarStore>().WriteAsync(bars, 0, Token);
        started.Fingerprint = SeriesFingerprint.Of(bars);
        await started.StartHubAsync();
        return started;
    }

    public static StudyFold Known(FoldWork work)
    {
        (double alpha, bool intercept) = OptionsOf(work);
        double away = Math.Log10(alpha) - 1;
        double noise = Math.Sin((double)(work.Seed % 1000) + work.Fold) * 0.0002;
        return new StudyFold(0.7 - (0.01 * away * away) - (intercept ? 0 : 0.01) + (0.002 * work.Fold) + noise);
    }

    public static (double Alpha, bool Intercept) OptionsOf(FoldWork work)
    {
        using JsonDocument options = JsonDocument.Parse(TrainingConfiguration.Parse(work.Configuration).HyperParameters.Json);
        return (options.RootElement.GetProperty("alpha").GetDouble(), options.RootElement.GetProperty("fit_intercept").GetBoolean());
    }

    public StudySpec Spec(PhaseTrials? trials = null) => new()
    {
        Symbol = Market.Name,
        Timeframe = "1h",
        Model = "ridge",
        FeatureSystem = "v1",
        Horizons = [1],
        Space = SearchSpaces.TextOf("ridge"),
        Defaults = SearchSpaces.DefaultsOf("ridge"),
        Trials = trials ?? new PhaseTrials(3, 2, 1, 1),
        Generation = 4,
        DataFingerprint = Fingerprint,
    };

    /// <returns>The study's id.</returns>
    public async Task<string> BeginAsync(StudySpec spec, int round = 1)
    {
        string id = await Scene.Get<StudyStarter>().CreateAsync(spec, round, Token);
        await Client.ScheduleNewOrchestrationInstanceAsync(StudyOrchestrator.Name, new StudyRun(id), new(StudyRun.InstanceOf(id)), Token);
        return id;
    }

    public async Task<StudyEnd> EndedAsync(string id)
    {
        while (true)
        {
            Task<OrchestrationMetadata> ended = Client.WaitForInstanceCompletionAsync(StudyRun.InstanceOf(id), getInputsAndOutputs: true, Token);
            Task death = dead.WaitAsync(Token);
            if (await Task.WhenAny(ended, death).WaitAsync(Patience, Token) == ended) return (await ended).ReadOutputAs<StudyEnd>()!;
            Deaths++;
            await hub.KillAsync();
            await hub.DisposeAsync();
            await StartHubAsync();
        }
    }

    public async Task<StudyEnd> RunAsync(StudySpec spec, int round = 1) => await EndedAsync(await BeginAsync(spec, round));

    /// <summary>As a part of another orchestration.</summary>
    public async Task<StudyEnd> RunInsideAsync(StudySpec spec)
    {
        string id = await Scene.Get<StudyStarter>().CreateAsync(spec, Token);
        string parent = await Client.ScheduleNewOrchestrationInstanceAsync(Parent, new StudyRun(id), Token);
        return (await Client.WaitForInstanceCompletionAsync(parent, getInputsAndOutputs: true, Token).WaitAsync(Patience, Token)).ReadOutputAs<StudyEnd>()!;
    }

    /// <summary>All that is stored of its trials, a line each.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string id) => [.. (await Store.TrialsAsync(id, Token)).Select(trial => JsonSerializer.Serialize(trial, ApiJson.Options))];

    public async Task<StoredStudy> StudyAsync(string id) => (await Store.FindAsync(id, Token))!;

    /// <summary>What it stored of an instance, the product's orchestrators can go on with. As <see cref="RecordingTests"/>, with ST_RECORD=1 it is kept.</summary>
    public async Task AssertReplaysAsync(string instance, string name)
    {
        RecordedHistory history = await HistoryRecorder.ReadAsync(Data, Name, instance, Token);
        Assert.Null(new ReplayCheck(ProductFunctions.ForReplay()).FirstDifference(history));
        Histories.Record(name, history);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await Scene.DisposeAsync();
        dead.Dispose();
    }

    private async Task StartHubAsync()
    {
        FunctionInvoker invoker = new(new LocalApplicationBuilder(new ServiceCollection()), Scene.Get<IServiceScopeFactory>(), TimeProvider.System);
        string[] own = [FoldSetOrchestrator.Name, StudySteps.Propose, StudySteps.Plan, StudySteps.Judge, StudySteps.End];
        AppFunctions others = ProductFunctions.Found with { All = [.. ProductFunctions.Found.All.Where(one => !own.Contains(one.Name, StringComparer.Ordinal))] };
        StudyActivities steps = Scene.Get<StudyActivities>();
        TaskHubFunctions functions = HubFunctions.FromApp(others, invoker)
            .AddOrchestrator(FoldSetOrchestrator.Name, async context =>
            {
                FoldSet set = context.GetInput<FoldSet>()!;
                Task<object?> stop = context.WaitForExternalEvent<object?>(FoldSetOrchestrator.StopEvent);
                Task<FoldAnswer[]> training = context.CallActivityAsync<FoldAnswer[]>(Train, set);
                await Task.WhenAny(stop, training);
                if (!training.IsCompleted) stopped.TrySetResult();
                return await training;
            })
            .AddOrchestrator(Parent, async context => await context.CallSubOrchestratorAsync<StudyEnd>(StudyOrchestrator.Name, context.GetInput<StudyRun>()!))
            .AddActivity(Train, async (call, _) => await TrainAsync(Read<FoldSet>(call)))
            .AddActivity(StudySteps.Propose, (call, cancellation) => StepAsync(call, steps.ProposeAsync(Read<StudyAsk>(call), cancellation), cancellation))
            .AddActivity(StudySteps.Plan, (call, cancellation) => StepAsync(call, steps.PlanAsync(Read<StudyRung>(call), cancellation), cancellation))
            .AddActivity(StudySteps.Judge, (call, cancellation) => StepAsync(call, steps.JudgeAsync(Read<StudyJudgement>(call), cancellation), cancellation))
            .AddActivity(StudySteps.End, (call, cancellation) => StepAsync(call, steps.EndAsync(Read<StudyEnd>(call), cancellation), cancellation));
        hub = await TaskHub.StartAsync(new TaskHubOptions { HubName = Name }, functions, Data, NullLoggerFactory.Instance, TimeProvider.System, Token);
    }

    private static T Read<T>(ActivityCall call) => call.Converter.Deserialize<T>(call.SerializedInput)!;

    private async Task<object?> StepAsync<T>(ActivityCall call, Task<T> step, CancellationToken cancellation)
    {
        T result = await step;
        if (!Dies || call.Attempt > 1) return result;
        dead.Release();
        await Task.Delay(Timeout.Infinite, cancellation);
        return result;
    }

    private async Task<FoldAnswer[]> TrainAsync(FoldSet set)
    {
        if (Holds)
        {
            Begun.TrySetResult();
            await stopped.Task.WaitAsync(Token);
            return [.. set.Folds.Select(fold => new FoldAnswer(fold.Number, fold.Key, FoldAnswer.Cancelled))];
        }

        FoldAnswer[] answers = new FoldAnswer[set.Folds.Count];
        await Parallel.ForAsync(0, answers.Length, Token, async (i, _) => answers[i] = await TrainAsync(set.Folds[i]));
        return answers;
    }

    /// <summary>As a trainer writes that a fold has ended, once.</summary>
    private async Task<FoldAnswer> TrainAsync(FoldRef fold)
    {
        FoldTaskStore tasks = Scene.Get<FoldTaskStore>();
        FoldTaskRow row = (await tasks.FindAsync(fold.Key, Token))!;
        if (row.HasEnded) return new FoldAnswer(fold.Number, fold.Key, row.State == FoldTaskState.Failed ? row.Reason : null);
        trained.Enqueue(fold.Key);
        StudyFold result = Function(JsonSerializer.Deserialize<FoldWork>(row.Work, ApiJson.Options)!);
        FoldTaskRow claim = (await tasks.TryUpdateAsync(row with { State = FoldTaskState.Running, Attempts = 1, Owner = FoldTaskStore.NewOwner() }, Token))!;
        if (result.Failure is not null)
        {
            await tasks.TryUpdateAsync(claim with { State = FoldTaskState.Failed, Reason = result.Failure }, Token);
            return new FoldAnswer(fold.Number, fold.Key, result.Failure);
        }

        FoldOutcome outcome = new(new Dictionary<string, double?> { [StudySpec.UsualObjective] = result.Value }, new Dictionary<string, string>(), 0.5, "cpu", [])
        {
            Reasons = result.Value is null ? new Dictionary<string, string> { [StudySpec.UsualObjective] = "all rows rose" } : new Dictionary<string, string>(),
        };
        Assert.True(await tasks.TryFinishAsync(claim with { State = FoldTaskState.Done, Progress = 1 }, JsonSerializer.Serialize(outcome, ApiJson.Options), Token));
        return new FoldAnswer(fold.Number, fold.Key, null);
    }
}
