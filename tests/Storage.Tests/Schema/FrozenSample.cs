using System.Text;
using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Schema;

/// <summary>One of everything that stores hold, written and read through them.</summary>
internal sealed class FrozenSample(StorageClients clients)
{
    private const string Run = "20260301-run";
    private const string Queue = "20260301-queue";
    private const string Place = "place";
    private const string FoldKey = "fold-key";
    private static readonly string Long = new('n', 33_000);
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");
    private static readonly PresetName Preset = PresetName.Parse("BTCUSDT_30m_v2_LSTM2Head_multi_h1-3-5-10");
    private static readonly RegimeBoard Board = new("BTCUSDT_1h", 0, ["bull_trending", "calm_ranging"]);
    private readonly ManualTimeProvider clock = new(StoreSandbox.Start);
    private readonly StringBuilder text = new();

    private static DateTimeOffset At => StoreSandbox.Start;

    public async Task WriteAsync()
    {
        await new StorageSchema(clients).EnsureAsync(Cancel);
        await new BarStore(clients, clock).WriteAsync(Bars(), 0, Cancel);
        QueueStore queues = new(clients, clock);
        await queues.CreateAsync(
            new QueueRecord(Queue, "sample", QueueState.Running, At, new QueueCounters(2, 1, Kept: 1), Json("""{"symbols": ["BTCUSDT"]}""")) { Started = At },
            [new QueueItem(0, QueueItemState.Completed, "hash-a", Json("""{"model": "ridge"}""")) { RunId = Run }, new QueueItem(1, QueueItemState.Pending, "hash-b", Json("{}"))],
            Cancel);
        await queues.BeatAsync(Queue, "host", Cancel);
        await new CheckpointStore(clients, clock).SaveAsync(new QueueCheckpoint(Queue, 2, 1, 1, Json("""{"next": 1}""")), Cancel);

        // Details beyond 32 KB lie in a payload.
        await new RunStore(clients).InsertAsync(
            new StoredRun(Run, Btc, Timeframe.H1, "ridge", RunStatus.Completed, At)
            {
                QueueId = Queue,
                ConfigurationHash = "hash-a",
                Kept = true,
                Regimes = ["bull_trending"],
                Tags = ["first"],
                Finished = At.AddMinutes(5),
                Details = Json($$"""{"notes": "{{Long}}"}"""),
            },
            Cancel);
        await new RunStore(clients).InsertAsync(new StoredRun("20260302-gone", Btc, Timeframe.H1, "lasso", RunStatus.Failed, At) { Deleted = At, Error = "why" }, Cancel);
        await new TrainedConfigurationStore(clients).InsertAsync(new TrainedConfiguration("hash-a", "data", "plan", "1.0.0", 7, Run, At), Cancel);
        BacktestStore backtests = new(clients);
        await backtests.WriteAsync(Run, [new StoredBacktest(Run, "direct/mean/c0/l50", "bull_trending", 1.5, 40, Json("""{"sharpe": 1.5}"""))], Cancel);
        await backtests.WriteBlobAsync(Run, "direct/mean/c0/l50", "trades", Utf8("trades"), Cancel);
        await new ModelStore(clients, clock).WriteAsync(Place, 1, new Dictionary<string, byte[]> { ["manifest.json"] = Utf8("{}"), ["model.txt"] = Utf8("weights") }, Cancel);
        await new PredictionStore(clients).WriteAsync(Place, 1, Utf8("predictions"), Cancel);
        FoldTaskStore folds = Folds();
        await folds.PlanAsync(FoldKey, """{"fold":1}""", Cancel);
        FoldTaskRow planned = (await folds.FindAsync(FoldKey, Cancel))!;
        await folds.TryFinishAsync(
            planned with { State = FoldTaskState.Done, Attempts = 1, Owner = "owner", StartedAt = At, HeartbeatAt = At, Progress = 1 }, """{"seconds":2}""", Cancel);
        RegimeStore rules = new(clients, clock);
        await rules.SaveAsync(RegimeStore.DefaultSet, RegimeRuleSet.Default, "as they were", 0, Cancel);
        await rules.SaveAsync(RegimeStore.DefaultSet, RegimeRuleSet.Default.Toggle("calm_ranging"), "calm off", 1, Cancel);
        await new RegimeBestStore(clients, clock).SaveAsync(Board, KeepOrDelete.Decide(Board, Candidates(), new SelectionOptions()), Cancel);
        PresetStore presets = new(clients);
        await presets.SaveAsync(new PresetDraft(Preset, Json("""{"alpha": 1}"""), "fingerprint", "first") { BestMetric = 0.7 }, At, "save-1", Cancel);
        await presets.LogPerformanceAsync(new PresetPerformance("p1", Preset.Text, 1, At, Json("""{"auc": 0.6}""")), Cancel);
        await new JobStore(clients).InsertAsync(
            new TrainingJob("20260301-job", Btc, Timeframe.H1, "quick", JobStatus.WaitingForApproval, At, Json("{}")) { Fold = 2, Folds = 5, Progress = 40, Reason = "gates passed" },
            Cancel);
        CandleRunStore candles = new(clients);
        CandleRun candle = await candles.AddAsync(
            new CandleRun("", Btc, Timeframe.H1, At, CandleRunStatus.Completed, At, Json("{}")) { Results = Json("""{"mae": 0.1}""") }, Cancel);
        await candles.WriteArtifactsAsync(candle.Id, new Dictionary<string, byte[]> { ["run_meta.json"] = Utf8("{}"), ["scaler.json"] = Utf8("[]") }, Cancel);
        TrialLedger ledger = new TrialLedger("BTCUSDT 1h", "data").Record(TrialLook.Of(TrialKind.Strategy, "hash-a", [MetricValue.Of(0.1), MetricValue.Of(0.3)]));
        await new LedgerStore(clients).RecordAsync(ledger, Cancel);
        await new AuditStore(clients).AppendAsync(new AuditEntry("a1", At, "run", Run, "tagged", "user", "first") { Details = Json("""{"tag": "first"}""") }, Cancel);
    }

    /// <summary>Everything as stores give it, a line each.</summary>
    public async Task<string> ReadAsync()
    {
        text.Clear();
        BarStore bars = new(clients, clock);
        Add("series", await bars.FindAsync(Btc, Timeframe.H1, Cancel));
        Add("bars", SeriesFingerprint.Of((await bars.ReadAsync(Btc, Timeframe.H1, null, Cancel))!));
        QueueStore queues = new(clients, clock);
        Add("queues", (await queues.PageAsync(QueueState.Running, 10, null, Cancel)).Items);
        Add("queue", await queues.FindAsync(Queue, Cancel));
        Add("items", (await queues.ItemsAsync(Queue, 10, null, Cancel)).Items);
        Add("pending items", await queues.ItemsInAsync(Queue, QueueItemState.Pending, Cancel).ToListAsync(Cancel));
        Add("heartbeats", await queues.RunningAsync(Cancel).ToListAsync(Cancel));
        Add("checkpoint", await new CheckpointStore(clients, clock).NewestAsync(Queue, Cancel));
        RunStore runs = new(clients);
        Add("run", await runs.FindAsync(Run, Cancel));
        Add("kept runs", (await runs.PageAsync(new RunFilter { Regime = "bull_trending", Kept = true }, 10, null, Cancel)).Items);
        Add("deleted runs", (await runs.PageAsync(new RunFilter { Deleted = true }, 10, null, Cancel)).Items);
        Add("trained", await new TrainedConfigurationStore(clients).ListAsync("hash-a", Cancel).ToListAsync(Cancel));
        BacktestStore backtests = new(clients);
        Add("backtests", await backtests.ListAsync(Run, null, Cancel).ToListAsync(Cancel));
        Add("trades", Text(await backtests.ReadBlobAsync(Run, "direct/mean/c0/l50", "trades", Cancel)));
        Add("model", (await new ModelStore(clients, clock).ReadAsync(Place, 1, Cancel))!.ToDictionary(file => file.Key, file => Text(file.Value)));
        Add("predictions", Text(await new PredictionStore(clients).ReadAsync(Place, 1, Cancel)));
        FoldTaskRow fold = (await Folds().FindAsync(FoldKey, Cancel))!;
        Add("fold", new { fold.Work, fold.State, fold.Attempts, fold.Owner, fold.StartedAt, fold.HeartbeatAt, fold.Progress });
        Add("outcome", await Folds().FindOutcomeAsync(FoldKey, Cancel));
        RegimeStore rules = new(clients, clock);
        foreach (StoredRegimeRules version in (await rules.HistoryAsync(RegimeStore.DefaultSet, 10, null, Cancel)).Items)
        {
            Add($"rules {version.Version}", $"{version.Description} {version.At:O} {version.Rules.ToJson()}");
        }

        RegimeBestStore bests = new(clients, clock);
        Add("board", (await bests.FindAsync(Board.Key, Cancel))!.Incumbents);
        Add("decision", await bests.DecisionAsync(Board.Key, Run, Cancel));
        PresetStore presets = new(clients);
        StoredPreset preset = (await presets.FindAsync(Preset, Cancel))!;
        Add("preset", new
        {
            preset.Name,
            preset.Version,
            preset.IsDeleted,
            preset.Description,
            preset.ContentFingerprint,
            preset.At,
            preset.BestMetric,
            preset.Content,
            preset.Lines,
        });
        IReadOnlyList<PresetSummary> found = (await presets.PageAsync(new PresetFilter { Symbol = Btc }, 10, null, Cancel)).Items;
        Add("presets", found.Select(line => new { line.Name, line.Version, line.At, line.BestMetric }));
        Add("performance", (await presets.PerformanceAsync(Preset, 10, null, Cancel)).Items);
        Add("jobs", (await new JobStore(clients).PageAsync(JobStatus.WaitingForApproval, null, 10, null, Cancel)).Items);
        Add("job", await new JobStore(clients).FindAsync("20260301-job", Cancel));
        CandleRunStore candles = new(clients);
        CandleRun candle = (await candles.LatestAsync(Cancel))!;
        Add("candle run", candle);
        Add("artifacts", (await candles.ReadArtifactsAsync(candle.Id, Cancel))!.Keys.Order(StringComparer.Ordinal));
        Add("ledger", TrialLedgerText.Lines(await new LedgerStore(clients).LoadAsync("BTCUSDT 1h", "data", Cancel)));
        Add("audit", (await new AuditStore(clients).PageAsync("run", null, null, null, 10, null, Cancel)).Items);
        return text.ToString();
    }

    private static BarSeries Bars()
    {
        const int Count = 30;
        long[] ticks = [.. Enumerable.Range(0, Count).Select(i => new DateTimeOffset(2025, 12, 31, 12, 0, 0, TimeSpan.Zero).AddHours(i).UtcTicks)];
        double[] prices = [.. Enumerable.Range(0, Count).Select(i => 100 + (i / 3.0))];
        return BarSeries.Create(Btc, Timeframe.H1, MarketCalendar.Crypto, new BarColumns(ticks, prices, prices, prices, prices, prices));
    }

    private static RunCandidates Candidates() => new(
        new ModelRun(Run, "model-a", new SelectionMarket(Btc, Timeframe.H1), At, new ModelRecipe("{}", "data", "plan", "1.0.0", 7, "hash-a")),
        new ScoreBasis("data", "rules"),
        [new Candidate("direct/mean/c0/l50", "bull_trending", MetricValue.Of(1.5), 40, MetricValue.Undefined("not asked"))]);

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement.Clone();

    private static byte[] Utf8(string value) => Encoding.UTF8.GetBytes(value);

    private static string? Text(byte[]? bytes) => bytes is null ? null : Encoding.UTF8.GetString(bytes);

    private FoldTaskStore Folds() => new(clients);

    private void Add<T>(string what, T value)
    {
        text.Append(what).Append(": ").Append(JsonSerializer.Serialize(value, StorageJson.Options).Replace(Long, "a long text", StringComparison.Ordinal)).Append('\n');
    }
}
