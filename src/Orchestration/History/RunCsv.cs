using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.History;

/// <summary>The history as CSV: a line a run. Columns are only ever added, at the end.</summary>
public static class RunCsv
{
    private static readonly Column[] All =
    [
        new("run_id", "The run.", line => line.Run.Id),
        new("created", "When it was planned, UTC.", line => line.Run.Created),
        new("finished", "When it ended, UTC.", line => line.Run.Finished),
        new("symbol", "The market.", line => line.Run.Symbol.Name),
        new("timeframe", "Of the bars.", line => line.Run.Timeframe.Name),
        new("model_type", "As `lightgbm`.", line => line.Run.ModelType),
        new("feature_system", "As `v2`.", line => line.Configuration?.FeatureSystem),
        new("encoder", "As `normalized`.", line => line.Configuration?.Encoder),
        new("days", "Days of training data a fold.", line => line.Configuration?.Days),
        new("horizon", "Bars ahead.", line => line.Configuration?.Horizon),
        new("hyper_parameters", "JSON.", line => line.Configuration?.HyperParameters.Json),
        new("status", "`running`, `completed`, `failed` or `cancelled`.", line => line.Run.Status.ToString().ToLowerInvariant()),
        new("kept", "Whether the model was kept; empty until it is decided.", line => line.Run.Kept),
        new("regimes", "That its model holds, with blanks between.", line => string.Join(' ', line.Run.Regimes)),
        new("tags", "With blanks between.", line => string.Join(' ', line.Run.Tags)),
        new("queue_id", "The queue it belongs to.", line => line.Run.QueueId),
        new("strategy", "The best inference strategy over all report bars.", line => line.Total?.Strategy),
        new("sharpe", "Its Sharpe ratio, annualised, not deflated; empty where it is undefined.", line => line.Total?.Score.Value),
        new("trades", "Its trades.", line => line.Total?.Trades),
        new("accuracy", "Mean over the average folds, as the other four.", line => line.Metric("accuracy")),
        new("precision", "At 0.5.", line => line.Metric("precision")),
        new("recall", "At 0.5.", line => line.Metric("recall")),
        new("f1", "At 0.5.", line => line.Metric("f1")),
        new("roc_auc", "Area under the ROC curve.", line => line.Metric("roc_auc")),
        new("training_seconds", "Of all trainings that the run uses.", line => line.Details?.Score?.TrainingSeconds),
        new("backtest_seconds", "Of its backtests.", line => line.Details?.Score?.BacktestSeconds),
        new("model_bytes", "Of its own models.", line => line.Details?.Score?.ModelBytes),
        new("storage_transactions", "Calls to storage that it took.", line => line.Details?.Score?.StorageTransactions),
        new("verdict", "What became of the model, in one line.", line => line.Details?.Verdict?.LogLine),
        new("configuration_hash", "SHA-256 of the configuration.", line => line.Run.ConfigurationHash),
        new("data_fingerprint", "Of the bars.", line => line.Details?.Recipe.DataFingerprint),
        new("fold_plan", "Key of the fold plan.", line => line.Details?.Recipe.FoldPlanKey),
        new("seed", "Of everything random in it; 64 bits.", line => line.Details?.Recipe.Seed),
        new("code_version", "Of the program that planned it.", line => line.Details?.Recipe.CodeVersion),
        new("deleted", "When it was taken out of the history, UTC.", line => line.Run.Deleted),
        new("error", "Why it failed.", line => line.Run.Error),
        new("cpu_seconds", "Of the training seconds, those on a CPU.", line => line.Cost?.CpuSeconds),
        new("gpu_seconds", "Those on a GPU.", line => line.Cost?.GpuSeconds),
        new("price", "Of seconds and calls at the prices of now; empty where they are not set.", line => line.Cost?.Price.Value),
        new("currency", "Of the price.", line => line.Cost?.Price.IsDefined == true ? line.Cost.Currency : null),
    ];

    /// <summary>By name, with what each holds.</summary>
    public static IReadOnlyList<(string Name, string Description)> Columns { get; } = [.. All.Select(column => (column.Name, column.Description))];

    public static string Header { get; } = CsvLine.Of(All.Select(column => column.Name));

    public static string LineOf(StoredRun run, CostBook costs)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(costs);
        RunDetails? details = RunDetails.Of(run);
        TrainingConfiguration? configuration = details is null ? null : ConfigurationWords.Of(details.Recipe.Configuration).Configuration;
        CostView? cost = details is not null && TrainingUses.Of(details) is { } use ? costs.ViewOf(use) : null;
        Line line = new(run, details, configuration, cost, details?.Score?.Best.FirstOrDefault(best => best.Regime == BacktestScore.TotalName));
        return CsvLine.Of(All.Select(column => column.Read(line)));
    }

    private sealed record Line(StoredRun Run, RunDetails? Details, TrainingConfiguration? Configuration, CostView? Cost, RunBest? Total)
    {
        public double? Metric(string name) => Details?.Score?.Metrics.GetValueOrDefault(name);
    }

    private sealed record Column(string Name, string Description, Func<Line, object?> Read);
}
