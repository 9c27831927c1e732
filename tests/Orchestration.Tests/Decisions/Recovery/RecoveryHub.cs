using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Functions.Queues;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Decisions.Recovery;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Folds;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Decisions.Recovery;

/// <summary>The functions of the product on a task hub, with a trainer that takes a message as soon as it is put.</summary>
internal sealed class RecoveryHub : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Queues = [FoldQueues.Cpu, FoldQueues.Gpu, FoldQueues.Results];
    private static int names;
    private readonly IServiceScopeFactory scopes;
    private TaskHub hub = null!;
    private MessagePump pump = null!;

    private RecoveryHub(DecisionScene scene)
    {
        Scene = scene;
        scopes = scene.Get<IServiceScopeFactory>();
    }

    public DecisionScene Scene { get; }

    public string Name { get; } = $"Recovery{Interlocked.Increment(ref names)}";

    public DurableTaskClient Client => hub.Client;

    public TrainerSwitch Trainer => (TrainerSwitch)Scene.Get<IFoldTrainer>();

    public RunRecovery Recovery => Scene.Get<RunRecovery>();

    public StorageClients Data => Scene.Get<StorageAccounts>().Data;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RecoveryHub> StartAsync(AzuriteServer azurite, TimeProvider? clock = null, Action<IServiceCollection>? change = null)
    {
        DecisionScene scene = await DecisionScene.OpenAsync(azurite, Token, change: services =>
        {
            services.AddSingleton<FoldTrainer>().AddSingleton<IFoldTrainer>(provider => new TrainerSwitch(provider.GetRequiredService<FoldTrainer>()));
            change?.Invoke(services);
        });
        RecoveryHub started = new(scene);
        foreach (string queue in Queues) await scene.Get<StorageAccounts>().Data.Queue(queue).ClearMessagesAsync(Token);
        FunctionInvoker invoker = new(new LocalApplicationBuilder(new ServiceCollection()), started.scopes, TimeProvider.System);
        started.hub = await TaskHub.StartAsync(
            new TaskHubOptions { HubName = started.Name }, HubFunctions.FromApp(ProductFunctions.Found, invoker),
            started.Data, NullLoggerFactory.Instance, clock ?? TimeProvider.System, Token);
        started.pump = new MessagePump(scene, started.Client, Queues);
        return started;
    }

    /// <summary>A trained run that lost and whose files were swept.</summary>
    public async Task<RunDetails> DeletedRunAsync(string id, Symbol market)
    {
        BarSeries bars = TrainedRuns.Bars(market);
        await TrainedRuns.StoreBarsAsync(Scene, bars);
        await TrainedRuns.TrainAsync(Scene, id, bars, best: DecisionScene.Best("bull_trending", -1));
        await Scene.DecideAsync(id);
        Assert.NotEqual(SweepReport.Nothing, await Scene.Get<ModelSweeper>().SweepAsync([id], Token));
        return RunDetails.Of(await Scene.RunAsync(id))!;
    }

    public Task ChangeAsync(string id, Func<RunDetails, RunDetails> change) =>
        Scene.Get<RunStore>().ChangeAsync(id, run => run with { Details = change(RunDetails.Of(run)!).ToJson() }, Token);

    public async Task<RecoveryStatus> RestoreAsync(string id)
    {
        await Recovery.StartRestoreAsync(id, "/status", Client, Token);
        await Client.WaitForInstanceCompletionAsync($"restore-{id}", Token).WaitAsync(Patience, TimeProvider.System, Token);
        return await RunRecovery.RestoreStatusAsync(id, Client, Token);
    }

    public async Task<RecoveryStatus> ReproduceAsync(string id)
    {
        await Recovery.StartReproductionAsync(id, "/status", Client, Token);
        await Client.WaitForInstanceCompletionAsync($"reproduce-{id}", Token).WaitAsync(Patience, TimeProvider.System, Token);
        return await RunRecovery.ReproductionStatusAsync(id, Client, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await pump.DisposeAsync();
        await hub.DisposeAsync();
        await Scene.DisposeAsync();
    }
}
