using Azure.Storage.Blobs.Models;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Functions.Queues;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Folds;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Candles;

/// <summary>The functions of the product on a task hub, with a trainer that takes a message as soon as it is put, and a market of its own.</summary>
internal sealed class CandleHub : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string[] Queues = [FoldQueues.Cpu, FoldQueues.Results];
    private static int names;
    private TaskHub hub = null!;
    private MessagePump pump = null!;

    private CandleHub(DecisionScene scene)
    {
        Scene = scene;
        Bars = CandleScene.MarketOf(DecisionScene.NewMarket().Name);
    }

    public DecisionScene Scene { get; }

    public BarSeries Bars { get; }

    public string Name { get; } = $"Candles{Interlocked.Increment(ref names)}";

    public DurableTaskClient Client => hub.Client;

    public HeldTrainer Trainer => (HeldTrainer)Scene.Get<IFoldTrainer>();

    public CandleRuns Runs => Scene.Get<CandleRuns>();

    public CandleBatches Batches => Scene.Get<CandleBatches>();

    public CandleRunStore Store => Scene.Get<CandleRunStore>();

    public StorageClients Data => Scene.Get<StorageAccounts>().Data;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CandleHub> StartAsync(AzuriteServer azurite)
    {
        DecisionScene scene = await DecisionScene.OpenAsync(azurite, Token, change: services => services
            .AddSingleton(new FoldTrainerOptions { Threads = 1 })
            .AddSingleton(new FoldTaskOptions { Look = TimeSpan.FromSeconds(0.1) })
            .AddSingleton<IFoldTrainer>(provider => new HeldTrainer(provider.GetRequiredService<CandleTrainer>())));
        CandleHub started = new(scene);
        foreach (string queue in Queues) await started.Data.Queue(queue).ClearMessagesAsync(Token);
        await scene.Get<BarStore>().WriteAsync(started.Bars, revision: 0, Token);
        FunctionInvoker invoker = new(new LocalApplicationBuilder(new ServiceCollection()), scene.Get<IServiceScopeFactory>(), TimeProvider.System);
        started.hub = await TaskHub.StartAsync(
            new TaskHubOptions { HubName = started.Name }, HubFunctions.FromApp(ProductFunctions.Found, invoker),
            started.Data, NullLoggerFactory.Instance, TimeProvider.System, Token);
        started.pump = new MessagePump(scene, started.Client, Queues);
        return started;
    }

    /// <summary>A request for the scene's options.</summary>
    public CandleRequest Request(int candle = CandleScene.Candle) => new()
    {
        Symbol = Bars.Symbol.Name,
        Timeframe = "1d",
        CandleDate = Domain.TimeInterval.Text(Bars.OpenTime(candle)),
        TrainYears = 1,
        TestWindowSize = 20,
        Params = new CandleParamsRequest { LearningRate = 0.1, NumLeaves = 15, MaxDepth = 4 },
    };

    public Task<CandleStarted> BeginAsync(int candle = CandleScene.Candle) => Runs.StartAsync(Client, Request(candle), Token);

    /// <summary>Starts a run and waits for its end.</summary>
    public async Task<CandleRunView> RunAsync(int candle = CandleScene.Candle)
    {
        CandleStarted started = await BeginAsync(candle);
        return await EndedAsync(started.RunId);
    }

    public async Task<CandleRunView> EndedAsync(string runId)
    {
        await CompletedAsync(CandleRunOrchestrator.InstanceOf(runId));
        return await Runs.ReadAsync(runId, Token);
    }

    public Task CompletedAsync(string instance) => Client.WaitForInstanceCompletionAsync(instance, Token).WaitAsync(Patience, TimeProvider.System, Token);

    /// <summary>The names of all blobs that begin so.</summary>
    public async Task<IReadOnlyList<string>> BlobsAsync(string container, string prefix)
    {
        List<string> found = [];
        await foreach (BlobItem blob in Data.Blobs.GetBlobContainerClient(container).GetBlobsAsync(prefix: prefix, cancellationToken: Token)) found.Add(blob.Name);
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await pump.DisposeAsync();
        await hub.DisposeAsync();
        await Scene.DisposeAsync();
    }
}
