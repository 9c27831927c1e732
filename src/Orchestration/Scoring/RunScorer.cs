using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>Backtests the trained models of a run under every strategy and stores what came of it. Scoring a run again gives the same rows.</summary>
public sealed partial class RunScorer : IDisposable
{
    private readonly RunStore runs;
    private readonly FoldFinder folds;
    private readonly ScoringCases cases;
    private readonly RegimeStore regimes;
    private readonly BacktestStore backtests;
    private readonly TimeProvider clock;
    private readonly ILogger<RunScorer> logger;
    private readonly SemaphoreSlim workers;

    internal RunScorer(
        RunStore runs,
        FoldFinder folds,
        ScoringCases cases,
        RegimeStore regimes,
        BacktestStore backtests,
        PipelineOptions options,
        TimeProvider clock,
        ILogger<RunScorer> logger)
    {
        this.runs = runs;
        this.folds = folds;
        this.cases = cases;
        this.regimes = regimes;
        this.backtests = backtests;
        this.clock = clock;
        this.logger = logger;
        workers = new SemaphoreSlim(options.MaxInferenceWorkers, options.MaxInferenceWorkers);
    }

    /// <summary>Waits its turn where as many as <see cref="PipelineOptions.MaxInferenceWorkers"/> are being scored.</summary>
    /// <exception cref="ServerlessTrainingException">There is no such run, or it was stored without a recipe.</exception>
    public async Task<RunScoreReport> ScoreAsync(string runId, CancellationToken cancellationToken)
    {
        await workers.WaitAsync(cancellationToken);
        try
        {
            using StorageMeter meter = StorageMeter.Start();
            try
            {
                return await ScoreAsync(runId, meter, cancellationToken);
            }
            finally
            {
                ActivityMetrics.CountScoring(meter.Count);
            }
        }
        finally
        {
            workers.Release();
        }
    }

    public void Dispose() => workers.Dispose();

    private async Task<RunScoreReport> ScoreAsync(string runId, StorageMeter meter, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        StoredRun run = await runs.FindAsync(runId, cancellation) ?? throw new ServerlessTrainingException($"There is no run '{runId}' to score.");
        RunDetails details = RunDetails.Of(run) ?? throw new ServerlessTrainingException($"Run '{runId}' was stored without a recipe; it cannot be scored.");
        FoundFolds found;
        RunResults results;
        try
        {
            found = await folds.FindAsync(details.Models, cancellation);
            if (found.Failures.Count > 0) return await FailAsync(runId, $"The run has folds that cannot be used: {string.Join("; ", found.Failures)}", cancellation);
            if (found.Missing.Count > 0) return Gone(runId, found.Missing);
            StoredRegimeRules rules = await regimes.CurrentAsync(details.Recipe.Rules.RegimeSet, cancellation);
            results = await RunScoring.RunAsync(await cases.MakeAsync(details, found, rules.Rules, cancellation), cancellation);
        }
        catch (FoldGoneException gone)
        {
            return Gone(runId, [gone.Fold with { Outcome = null }]);
        }
        catch (ServerlessTrainingException error)
        {
            return await FailAsync(runId, error.Message, cancellation);
        }

        // What goes wrong from here on is storage's, and passes: the step is made again.
        await WriteAsync(runId, details.Score, results, cancellation);
        RunScore score = RunFigures.Of(results, found) with { BacktestSeconds = clock.GetElapsedTime(started).TotalSeconds };
        score = score with { StorageTransactions = score.StorageTransactions + meter.Count };
        await runs.ChangeAsync(runId, latest => Scored(latest, found, score), cancellation);
        RunBest best = score.Best[^1];
        LogScored(logger, runId, results.Strategies.Count, best.Strategy, best.Score, score.BacktestSeconds);
        TrainingUse use = TrainingUses.Of(details with { Models = found.Models, Score = score })!;
        LogUsed(logger, runId, run.QueueId, use.CpuSeconds, use.GpuSeconds, use.StorageTransactions);
        return new RunScoreReport([], null);
    }

    private static StoredRun Scored(StoredRun run, FoundFolds found, RunScore score)
    {
        RunDetails scored = RunDetails.Of(run)! with { Models = found.Models, Score = score };
        return run with { Use = TrainingUses.Of(scored), Details = scored.ToJson() };
    }

    private async Task WriteAsync(string runId, RunScore? before, RunResults results, CancellationToken cancellation)
    {
        // Under other rules there are other regimes, and the rows of those that are gone would stay: also those of a try that ended before the score was written.
        if (before?.Basis != results.Basis) await backtests.DeleteAsync(runId, cancellation);
        await backtests.WriteAsync(runId, results.Strategies.SelectMany(result => RunScoring.All(result.Score).Select(line => Row(runId, result, line))), cancellation);
        foreach (StrategyTrace trace in results.Traces)
        {
            byte[] trades = BacktestFiles.Trades(trace.Curve, results.Bars, results.Regimes);
            byte[] equity = BacktestFiles.Equity(trace.Curve, results.Bars, results.Regimes);
            await backtests.WriteBlobAsync(runId, trace.Strategy.Name, BacktestFiles.TradesName, trades, cancellation);
            await backtests.WriteBlobAsync(runId, trace.Strategy.Name, BacktestFiles.EquityName, equity, cancellation);
        }
    }

    private static StoredBacktest Row(string runId, StrategyResult result, ScoreLine line)
    {
        JsonObject metrics = JsonSerializer.SerializeToNode(line.Metrics, StorageJson.Options)!.AsObject();
        metrics["fallback_windows"] = result.FallbackWindows;
        return new StoredBacktest(
            runId, result.Strategy.Name, line.Name, line.Metrics.Sharpe.Value, line.Metrics.Trades, JsonSerializer.SerializeToElement(metrics, StorageJson.Options));
    }

    private RunScoreReport Gone(string runId, IReadOnlyList<RunFold> missing)
    {
        LogMissing(logger, runId, missing.Count, string.Join(", ", missing.Select(fold => fold.Key)));
        return new RunScoreReport(missing, null);
    }

    private async Task<RunScoreReport> FailAsync(string runId, string reason, CancellationToken cancellation)
    {
        await runs.ChangeAsync(
            runId,
            latest => latest.Status == RunStatus.Running ? latest with { Status = RunStatus.Failed, Error = reason, Finished = clock.GetUtcNow() } : null,
            cancellation);
        LogFailed(logger, runId, reason);
        return new RunScoreReport([], reason);
    }

    [LoggerMessage(
        EventId = 3401, Level = LogLevel.Information, Message = "Run {Run}: {Strategies} strategies scored in {Seconds:0.0} s, the best is {Strategy} with a Sharpe of {Sharpe}")]
    private static partial void LogScored(ILogger logger, string run, int strategies, string strategy, Domain.Metrics.MetricValue sharpe, double seconds);

    [LoggerMessage(
        EventId = 4161, Level = LogLevel.Information, Message = "Run {Run} of queue {QueueId} used {CpuSeconds} s of CPU, {GpuSeconds} s of GPU and {Calls} calls of the storage")]
    private static partial void LogUsed(ILogger logger, string run, string? queueId, double cpuSeconds, double gpuSeconds, double calls);

    [LoggerMessage(EventId = 3402, Level = LogLevel.Warning, Message = "Run {Run} cannot be scored yet: {Count} folds must be trained again ({Keys})")]
    private static partial void LogMissing(ILogger logger, string run, int count, string keys);

    [LoggerMessage(EventId = 3403, Level = LogLevel.Error, Message = "Run {Run} cannot be scored: {Reason}")]
    private static partial void LogFailed(ILogger logger, string run, string reason);
}
