using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.LiveModels;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Housekeeping;

/// <summary>An account with nothing in it, and a clock that is two days ahead of what is written.</summary>
internal sealed class HousekeepingScene
{
    private static readonly ConcurrentDictionary<AzuritePorts, byte> Prepared = new();
    private static readonly string[] Tables =
    [
        StorageNames.Tables.Runs, StorageNames.Tables.Queues, StorageNames.Tables.FoldResults, StorageNames.Tables.Bars, StorageNames.Tables.LiveModels,
        StorageNames.Tables.CandleRuns,
    ];

    private static readonly string[] Containers =
    [
        StorageNames.Containers.Models, StorageNames.Containers.Predictions, StorageNames.Containers.Bars, StorageNames.Containers.Checkpoints, StorageNames.Containers.Payloads,
        StorageNames.Containers.CandleRuns, StorageNames.Containers.Backtests,
    ];

    private readonly StorageAccounts accounts;
    private int made;

    private HousekeepingScene(AzuriteServer azurite)
    {
        accounts = new StorageAccounts(new StorageAccountOptions { Data = new StorageOptions { ConnectionString = azurite.ConnectionString } }, TimeProvider.System);
        StorageClients data = accounts.Data;
        Clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow().AddDays(2));
        Runs = new RunStore(data);
        Queues = new QueueStore(data, Clock);
        Tasks = new FoldTaskStore(accounts);
        Models = new ModelStore(data, Clock);
        Predictions = new PredictionStore(data);
        Bars = new BarStore(data, Clock);
        Checkpoints = new CheckpointStore(data, Clock);
        Payloads = new Payloads(data);
        Cleaner = new StorageCleaner(Runs, Queues, Tasks, Models, Predictions, Bars, Checkpoints, Payloads, Clock, NullLogger<StorageCleaner>.Instance);
        Statistics = new StorageStatistics(data, Runs, Queues, Models, Cleaner);
        Live = new LiveModelStore(data, Models);
        Candles = new CandleRunStore(data);
    }

    public StorageClients Data => accounts.Data;

    public static Symbol Btc { get; } = Symbol.Parse("BTCUSDT");

    public ManualTimeProvider Clock { get; }

    public RunStore Runs { get; }

    public QueueStore Queues { get; }

    public FoldTaskStore Tasks { get; }

    public ModelStore Models { get; }

    public PredictionStore Predictions { get; }

    public BarStore Bars { get; }

    public CheckpointStore Checkpoints { get; }

    public Payloads Payloads { get; }

    public StorageCleaner Cleaner { get; }

    public StorageStatistics Statistics { get; }

    public LiveModelStore Live { get; }

    public CandleRunStore Candles { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<HousekeepingScene> CreateAsync(AzuriteServer azurite)
    {
        HousekeepingScene scene = new(azurite);
        StorageClients data = scene.accounts.Data;
        if (Prepared.TryAdd(azurite.Ports, 0)) await new StorageSchema(data).EnsureAsync(Token);
        foreach (string container in Containers) await data.Container(container).DeleteAllAsync("", Token);
        foreach (EntityTable table in Tables.Select(data.Table))
        {
            await foreach (TableEntity row in table.QueryAsync(new TableQuery { Select = [] }, Token)) await table.DeleteAsync(row.PartitionKey, row.RowKey, null, Token);
        }

        return scene;
    }

    /// <param name="clock">Its budget is by this one.</param>
    public StorageVerifier Verifier(TimeProvider? clock = null) =>
        new(Data, Payloads, Bars, Runs, new BacktestStore(Data), Models, Predictions, Live, Candles, clock ?? Clock, NullLogger<StorageVerifier>.Instance);

    public ModelCompressor Compressor(PipelineOptions? options = null) =>
        new(Runs, Queues, Models, options ?? new PipelineOptions { CompressAfterDays = 1 }, Clock, NullLogger<ModelCompressor>.Instance);

    public Task<StorageCleanupReport> CleanAsync(StorageCleanupRequest? request = null) => Cleaner.CleanAsync(request ?? new StorageCleanupRequest { DryRun = false }, Token);

    /// <summary>A fold that was trained.</summary>
    /// <param name="model">Its files; a small text where none are given.</param>
    public async Task<RunFold> TrainAsync(IReadOnlyDictionary<string, byte[]>? model = null)
    {
        string key = NewKey();
        FoldReference place = await FilesAsync(key, model);
        await Tasks.PlanAsync(key, "{}", Token);
        FoldOutcome outcome = new(
            new Dictionary<string, double?>(), new Dictionary<string, string> { ["model"] = place.ToString(), ["predictions"] = place.ToString() }, 1, "cpu", []);
        FoldTaskRow row = (await Tasks.FindAsync(key, Token))!;
        row = row with { State = FoldTaskState.Done, Owner = place.RunId.Split('-')[1] };
        Assert.True(await Tasks.TryFinishAsync(row, JsonSerializer.Serialize(outcome, ApiJson.Options), Token));
        return new RunFold(1, true, key) { Outcome = outcome };
    }

    /// <summary>The files of a try.</summary>
    public async Task<FoldReference> FilesAsync(string key, IReadOnlyDictionary<string, byte[]>? model = null)
    {
        FoldReference place = FoldReference.Of(new FoldAttempt(key, FoldTaskStore.NewOwner(), 1), 1);
        await Predictions.WriteAsync(place.RunId, 1, "predictions"u8.ToArray(), Token);
        model ??= new Dictionary<string, byte[]> { ["manifest.json"] = "{}"u8.ToArray(), ["model.txt"] = "weights"u8.ToArray() };
        await Models.WriteAsync(place.RunId, 1, model, Token);
        return place;
    }

    public string NewKey() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{GetHashCode()} {made++}")));

    public async Task<string> RunAsync(RunStatus status, bool? kept, IReadOnlyList<RunFold> folds, string? queue = null, RunScore? score = null, RunVerdict? verdict = null)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"run-{made++:d3}");
        RunDetails details = new()
        {
            Recipe = new RunRecipe("{}", "data", "{}", "plan", 1, "1.0.0") { Rules = new RunRules() },
            Models = [new RunModel(1, "hash", folds)],
            Score = score,
            Verdict = verdict,
        };
        StoredRun run = new(id, Btc, Timeframe.H1, "ridge", status, Clock.GetUtcNow()) { Kept = kept, QueueId = queue, Details = details.ToJson() };
        Assert.True(await Runs.InsertAsync(run, Token));
        return id;
    }

    public static RunScore Score(long bytes) => new(new ScoreBasis("data", "rules"), "model", []) { ModelBytes = bytes };

    public async Task QueueAsync(string id, QueueState state) =>
        await Queues.CreateAsync(new QueueRecord(id, id, state, Clock.GetUtcNow(), new QueueCounters(0), JsonDocument.Parse("{}").RootElement), [], Token);

    public async Task<bool> HasModelAsync(RunFold fold) => await Models.ReadAsync(PlaceOf(fold).RunId, 1, Token) is not null;

    public async Task<bool> HasPredictionsAsync(RunFold fold) => await Predictions.ReadAsync(PlaceOf(fold).RunId, 1, Token) is not null;

    public static FoldReference PlaceOf(RunFold fold) => FoldReference.Parse(fold.Outcome!.Files["model"]);
}
