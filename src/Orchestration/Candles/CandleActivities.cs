using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>The steps of a run. Each may be made twice.</summary>
public sealed partial class CandleActivities
{
    private readonly CandleRunStore runs;
    private readonly CandlePlanner planner;
    private readonly FoldTaskStore tasks;
    private readonly CandleFiles files;
    private readonly CandleLooks looks;
    private readonly FoldTaskOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<CandleActivities> logger;

    internal CandleActivities(
        CandleRunStore runs, CandlePlanner planner, FoldTaskStore tasks, CandleFiles files, CandleLooks looks, FoldTaskOptions options, TimeProvider clock,
        ILogger<CandleActivities> logger)
    {
        this.runs = runs;
        this.planner = planner;
        this.tasks = tasks;
        this.files = files;
        this.looks = looks;
        this.options = options;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Writes the task of a run that has not ended.</summary>
    public async Task<CandlePlan> PlanAsync(string runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { Status: CandleRunStatus.Started } run) return new CandlePlan(null);
        try
        {
            MarketBars market = await planner.MarketAsync(run.Symbol, run.Timeframe, cancellationToken);
            FoldWork work = CandlePlanner.WorkOf(market.Bars, CandleConfig.Of(run.Config), run.Id);
            CandleRun? noted = await runs.ChangeAsync(
                runId,
                old => old.Status != CandleRunStatus.Started ? null : old with { TaskKey = work.Key, SeriesFingerprint = market.Fingerprint },
                cancellationToken);
            if (noted is not { Status: CandleRunStatus.Started }) return new CandlePlan(null);
            await tasks.PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), cancellationToken);
            return new CandlePlan(new FoldSet([new FoldRef(1, work.Key)], FoldDevice.Cpu, options.SilentAfter, options.UntakenAfter));
        }
        catch (ServerlessTrainingException error)
        {
            await EndAsync(runId, CandleRunStatus.Failed, error.Message, cancellationToken);
            return new CandlePlan(null);
        }
    }

    /// <summary>Stores what came of a run and takes away what its tries have left.</summary>
    public async Task FinishAsync(CandleEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(end);
        if (await runs.FindAsync(end.RunId, cancellationToken) is not { } run) return;
        if (run.Status == CandleRunStatus.Started)
        {
            if (end.Cancelled) await EndAsync(run.Id, CandleRunStatus.Cancelled, null, cancellationToken);
            else if (end.Failure is { } failure) await EndAsync(run.Id, CandleRunStatus.Failed, failure, cancellationToken);
            else await CompleteAsync(run, cancellationToken);
        }

        if (run.TaskKey is { } key) await files.UnstageAsync(key, cancellationToken);
    }

    private async Task CompleteAsync(CandleRun run, CancellationToken cancellation)
    {
        try
        {
            string json = await tasks.FindOutcomeAsync(run.TaskKey!, cancellation)
                ?? throw new ServerlessTrainingException("Its training has no result; somebody took it away. Start the run again.");
            FoldOutcome outcome = JsonSerializer.Deserialize<FoldOutcome>(json, ApiJson.Options)!;
            (IReadOnlyDictionary<string, byte[]> model, CandlePackage package) = await files.StagedAsync(FoldReference.Parse(outcome.Files[FoldFiles.Model]), cancellation);
            int attempts = (await tasks.FindAsync(run.TaskKey!, cancellation))?.Attempts ?? 1;
            CandleRunMeta meta = new(
                run.Id, run.Started, clock.GetUtcNow(), ModelFile.ReadManifest(model).Hash, outcome.Seconds, outcome.Device, outcome.Threads, outcome.Machine, attempts,
                BuildInfo.Version);
            CandleResults results = package.Results;
            CandleRunFigures figures = new(
                results.TrainMetrics, results.TestMetrics, results.Threshold.Used, results.Params, results.Market, results.Splits.Max(part => part.LastLabelEnd),
                await files.WriteAsync(run, model, package, meta, cancellation));
            await looks.RecordAsync(run, results, cancellation);
            await runs.ChangeAsync(
                run.Id,
                old => old.Status != CandleRunStatus.Started ? null : old with
                {
                    Status = CandleRunStatus.Completed,
                    Finished = meta.Finished,
                    Results = figures.ToJson(),
                    Accuracy = results.TestMetrics["accuracy"],
                    RocAuc = results.TestMetrics["roc_auc"],
                },
                cancellation);
            LogCompleted(logger, run.Id, outcome.Seconds);
        }
        catch (ServerlessTrainingException error)
        {
            await EndAsync(run.Id, CandleRunStatus.Failed, error.Message, cancellation);
        }
    }

    private async Task EndAsync(string runId, CandleRunStatus status, string? reason, CancellationToken cancellation)
    {
        await runs.ChangeAsync(
            runId, old => old.Status != CandleRunStatus.Started ? null : old with { Status = status, Error = reason, Finished = clock.GetUtcNow() }, cancellation);
        if (reason is null) LogCancelled(logger, runId);
        else LogFailed(logger, runId, reason);
    }

    [LoggerMessage(EventId = 3951, Level = LogLevel.Information, Message = "Candle run {RunId}: completed, trained in {Seconds:0.0} s")]
    private static partial void LogCompleted(ILogger logger, string runId, double seconds);

    [LoggerMessage(EventId = 3952, Level = LogLevel.Warning, Message = "Candle run {RunId}: failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string runId, string reason);

    [LoggerMessage(EventId = 3953, Level = LogLevel.Information, Message = "Candle run {RunId}: cancelled")]
    private static partial void LogCancelled(ILogger logger, string runId);
}
