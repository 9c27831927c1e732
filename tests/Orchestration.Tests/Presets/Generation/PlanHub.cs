using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets.Generation;

/// <summary>The functions of the product on a task hub, with studies that end as the test says and folds that are trained at once, by the product's trainer.</summary>
internal sealed class PlanHub : IAsyncDisposable
{
    private const string Train = "Train";
    private const string Search = "Search";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static int names;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> begun = new(StringComparer.Ordinal);
    private TaskHub hub = null!;

    private PlanHub(DecisionScene scene, FakeStudies studies)
    {
        Scene = scene;
        Studies = studies;
    }

    public string Name { get; } = $"Plans{Interlocked.Increment(ref names)}";

    public DecisionScene Scene { get; }

    public FakeStudies Studies { get; }

    public Symbol Market { get; } = DecisionScene.NewMarket();

    public DurableTaskClient Client => hub.Client;

    public PresetGenerator Generator => Scene.Get<PresetGenerator>();

    public StorageClients Data => Scene.Get<StorageAccounts>().Data;

    /// <summary>How the study of this id ends; null for one that waits until it is cancelled.</summary>
    public Func<string, StudyEnd?> Script { get; set; } = id => new StudyEnd(id, StudyEnd.Completed, null);

    /// <summary>Why the folds of this instance fail; null where they are trained.</summary>
    public Func<string, string?> FoldScript { get; set; } = _ => null;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PlanHub> StartAsync(AzuriteServer azurite)
    {
        FakeStudies studies = new();
        DecisionScene scene = await DecisionScene.OpenAsync(azurite, Token, change: services => services.AddSingleton<IPresetStudies>(studies));
        PlanHub started = new(scene, studies);
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = started.Market, Seed = 7, Bars = 10_000, SignalStrength = 0.6 }).Bars;
        await scene.Get<BarStore>().WriteAsync(bars, 0, Token);
        await started.StartHubAsync();
        return started;
    }

    /// <summary>A ridge on few features, which is trained in no time.</summary>
    public GenerateRequest Request(params IReadOnlyList<string> features) => new()
    {
        Symbols = [Market.Name],
        Timeframes = ["1h"],
        Features = features,
        Horizons = [[1, 3]],
        Models = ["ridge"],
        Quick = true,
    };

    public async Task<string> StartAsync(GenerateRequest request) => (await Generator.StartAsync(Client, request, Token)).PlanId;

    public async Task<PlanView> ViewAsync(string planId) => (await Scene.Get<PlanViews>().FindAsync(planId, Token))!;

    /// <summary>When its orchestration has ended.</summary>
    public async Task<PlanView> EndAsync(string planId)
    {
        OrchestrationMetadata ended = await Client.WaitForInstanceCompletionAsync(PlanRun.InstanceOf(planId), Token).WaitAsync(Patience, Token);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        return await ViewAsync(planId);
    }

    public async Task<PlanView> RunAsync(GenerateRequest request) => await EndAsync(await StartAsync(request));

    public async Task<PresetContent?> ContentAsync(string features) => (await PresetAsync(features))?.Content;

    public async Task<int?> VersionAsync(string features) => (await PresetAsync(features))?.Stored.Version;

    /// <summary>When a study has begun.</summary>
    public Task BegunAsync(string instance) => BegunOf(instance).Task.WaitAsync(Patience, Token);

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await Scene.DisposeAsync();
    }

    private Task<(Storage.Presets.StoredPreset Stored, PresetContent Content)?> PresetAsync(string features) =>
        Scene.Get<PresetService>().FindAsync(PresetName.Parse($"{Market}_1h_{features}_Ridge_multi_h1-3"), null, Token);

    private TaskCompletionSource BegunOf(string instance) => begun.GetOrAdd(instance, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task StartHubAsync()
    {
        FunctionInvoker invoker = new(new LocalApplicationBuilder(new ServiceCollection()), Scene.Get<IServiceScopeFactory>(), TimeProvider.System);
        string[] own = [FoldSetOrchestrator.Name, StudyOrchestrator.Name];
        AppFunctions others = ProductFunctions.Found with { All = [.. ProductFunctions.Found.All.Where(one => !own.Contains(one.Name))] };
        TaskHubFunctions functions = HubFunctions.FromApp(others, invoker)
            .AddOrchestrator(StudyOrchestrator.Name, async context =>
            {
                Task cancel = context.WaitForExternalEvent<object?>(StudyOrchestrator.CancelEvent);
                string id = context.GetInput<StudyRun>()!.StudyId;
                StudyEnd? end = await context.CallActivityAsync<StudyEnd?>(Search, new Searched(context.InstanceId, id));
                if (end is not null) return end;
                await cancel;
                return new StudyEnd(id, StudyEnd.Cancelled, null);
            })
            .AddOrchestrator(FoldSetOrchestrator.Name, async context =>
                await context.CallActivityAsync<FoldAnswer[]>(Train, new Call(context.InstanceId, context.GetInput<FoldSet>()!)))
            .AddActivity(Search, (call, _) =>
            {
                Searched search = JsonSerializer.Deserialize<Searched>(call.SerializedInput!, JsonSerializerOptions.Web)!;
                BegunOf(search.Instance).TrySetResult();
                return Task.FromResult<object?>(Script(search.StudyId));
            })
            .AddActivity(Train, async (call, cancellation) => await TrainAsync(JsonSerializer.Deserialize<Call>(call.SerializedInput!, JsonSerializerOptions.Web)!, cancellation));
        hub = await TaskHub.StartAsync(new TaskHubOptions { HubName = Name }, functions, Data, NullLoggerFactory.Instance, TimeProvider.System, Token);
    }

    private async Task<object?> TrainAsync(Call call, CancellationToken cancellation)
    {
        FoldTaskStore tasks = Scene.Get<FoldTaskStore>();
        List<FoldAnswer> answers = [];
        foreach (FoldRef fold in call.Set.Folds)
        {
            FoldTaskRow row = (await tasks.FindAsync(fold.Key, cancellation))!;
            if (FoldScript(call.Instance) is null && !row.HasEnded) await TrainAsync(row, cancellation);
            answers.Add(new FoldAnswer(fold.Number, fold.Key, FoldScript(call.Instance)));
        }

        return answers.ToArray();
    }

    private async Task TrainAsync(FoldTaskRow row, CancellationToken cancellation)
    {
        FoldTaskStore tasks = Scene.Get<FoldTaskStore>();
        FoldTaskRow claim = row with { State = FoldTaskState.Running, Attempts = 1, Owner = FoldTaskStore.NewOwner(), HeartbeatAt = TimeProvider.System.GetUtcNow() };
        claim = (await tasks.TryUpdateAsync(claim, cancellation))!;
        FoldWork work = JsonSerializer.Deserialize<FoldWork>(row.Work, ApiJson.Options)!;
        FoldOutcome outcome = await Scene.Get<IFoldTrainer>().TrainAsync(work, new FoldAttempt(work.Key, claim.Owner!, 1), new Progress<double>(), cancellation);
        await tasks.TryFinishAsync(claim with { State = FoldTaskState.Done, Progress = 1 }, JsonSerializer.Serialize(outcome, ApiJson.Options), cancellation);
    }

    private sealed record Call(string Instance, FoldSet Set);

    private sealed record Searched(string Instance, string StudyId);
}
