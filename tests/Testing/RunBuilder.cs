using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Testing;

/// <summary>Makes runs as the pipeline stores them.</summary>
public static class RunBuilder
{
    private static readonly MetricValue None = MetricValue.Undefined("no trades");

    public static DateTimeOffset Start { get; } = new(2026, 2, 1, 8, 0, 0, TimeSpan.Zero);

    public static TrainingConfiguration Configuration { get; } = new(
        "lightgbm", "normalized", "v2", [Timeframe.H4], Symbol.Parse("BTCUSDT"), Timeframe.H1, days: 90, horizon: 3, HyperParameters.Parse("""{"n_estimators": 40}"""));

    /// <summary>A run that ended.</summary>
    /// <param name="minute">After <see cref="Start"/>.</param>
    public static StoredRun Completed(string id, int minute, RunDetails? details = null)
    {
        details ??= Details();
        return new StoredRun(id, Configuration.Symbol, Configuration.Timeframe, Configuration.Model, RunStatus.Completed, Start.AddMinutes(minute))
        {
            ConfigurationHash = Configuration.Hash.Text,
            Finished = Start.AddMinutes(minute + 5),
            Kept = details.Verdict is { Tombstone: null },
            Details = details.ToJson(),
        };
    }

    /// <summary>Scored, and kept in bull_trending on the board.</summary>
    public static RunDetails Details(string board = "BTCUSDT_1h") => new()
    {
        Recipe = new RunRecipe(Configuration.CanonicalText, "data-1", """{"mode":"quick"}""", "plan-1", ulong.MaxValue, "0.1.0") { Rules = new RunRules() },
        Models =
        [
            new RunModel(3, Configuration.Hash.Text,
            [
                new RunFold(1, true, "key-1")
                {
                    Outcome = new FoldOutcome(
                        new Dictionary<string, double?> { ["accuracy"] = 0.61, ["roc_auc"] = null },
                        new Dictionary<string, string> { ["model"] = "run/1", ["predictions"] = "run/1" },
                        1.5, "cpu", ["There is no roc_auc: all labels are equal."]) { Hashes = new Dictionary<string, string> { ["model"] = "0123456789abcdef" } },
                },
                new RunFold(4, false, "key-4"),
            ]),
        ],
        Score = new RunScore(
            new ScoreBasis("data-1", "rules-1"), "model-1",
            [
                new RunBest("bull_trending", "direct/mean/c0.3/l100", MetricValue.Of(1.4), 44, MetricValue.Of(0.015), 900, MetricValue.Of(0.1), MetricValue.Of(4)),
                new RunBest("calm_ranging", "direct/mean/c0/l50", None, 0, None, 0, None, None),
                new RunBest(BacktestScore.TotalName, "direct/mean/c0.3/l100", MetricValue.Of(-0.7), 90, MetricValue.Of(-0.007), 4300, MetricValue.Of(0), MetricValue.Of(3)),
            ])
        {
            Metrics = new Dictionary<string, double?> { ["accuracy"] = 0.61, ["f1"] = null },
            StalenessMetrics = new Dictionary<string, double?> { ["accuracy"] = 0.52 },
            Baselines = new Dictionary<string, IReadOnlyList<ScoreLine>>
            {
                ["buy_and_hold"] = [new ScoreLine("bull_trending", TradingSums.Empty, TradingMetrics.Undefined("no bars"))],
            },
            RegimeBars = new Dictionary<string, int> { ["bull_trending"] = 900, ["calm_ranging"] = 1200 },
            ModelBytes = 2048,
            TrainingSeconds = 12.5,
            BacktestSeconds = 3.25,
            StorageTransactions = 77,
            Notes = ["The recursive method has no return model."],
        },
        Verdict = new RunVerdict(board, "Model kept (improves: bull_trending)",
        [
            new RegimeOutcome(
                "bull_trending", RegimeOutcomeKind.Kept,
                new Candidate("direct/mean/c0.3/l100", "bull_trending", MetricValue.Of(1.4), 44, MetricValue.Of(0.71)), 1, null, null, "bull_trending: kept at rank 1"),
        ]),
    };

    /// <summary>Deleted by another run.</summary>
    public static RunDetails Beaten() => Details() with
    {
        Verdict = new RunVerdict("BTCUSDT_1h", Tombstone.LogLine, [])
        {
            Tombstone = new Tombstone(
                Model("run-1", "model-1"),
                [
                    new Defeat(
                        "run-1", "bull_trending", "direct/mean/c0/l50", MetricValue.Of(0.4), new Victor("run-2", "model-2", "direct/mean/c0/l50", MetricValue.Of(1.4)), 1,
                        "run-2 has a Sharpe of 1.400"),
                ],
                "run-2"),
            FilesDeleted = Start.AddHours(1),
        },
    };

    public static ModelRun Model(string runId, string modelId, string symbol = "BTCUSDT") => new(
        runId, modelId, new SelectionMarket(Symbol.Parse(symbol), Timeframe.H1), Start,
        new ModelRecipe(Configuration.CanonicalText, "data-1", "plan-1", "0.1.0", ulong.MaxValue, "hash-1"));

    /// <summary>A run that competes with these Sharpe ratios.</summary>
    public static RunCandidates Candidates(ModelRun run, params (string Regime, double Sharpe)[] results) => new(
        run, new ScoreBasis("data-1", "rules-1"),
        [.. results.Select(one => new Candidate("direct/mean/c0.3/l100", one.Regime, MetricValue.Of(one.Sharpe), 44, MetricValue.Of(0.71)))]);
}
