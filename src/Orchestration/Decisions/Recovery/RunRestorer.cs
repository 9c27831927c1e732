using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>The activities of <see cref="RestoreOrchestrator"/>. Each may run twice.</summary>
public sealed partial class RunRestorer
{
    public const string Plan = "PlanRestore";
    public const string Finish = "FinishRestore";
    public const string Clean = "CleanRestore";

    private const string Restored = "restored";
    private const string NotRestored = "restore_differs";
    private readonly RecoveryFolds folds;
    private readonly RecoveryAudit audit;
    private readonly RunStore runs;
    private readonly NeededFolds needed;
    private readonly FoldPlaces places;
    private readonly ILogger<RunRestorer> logger;

    internal RunRestorer(RecoveryFolds folds, RecoveryAudit audit, RunStore runs, NeededFolds needed, FoldPlaces places, ILogger<RunRestorer> logger)
    {
        this.folds = folds;
        this.audit = audit;
        this.runs = runs;
        this.needed = needed;
        this.places = places;
        this.logger = logger;
    }

    public async Task<RecoveryPlan> PlanAsync(RecoveryStep step, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        return await folds.PlanAsync(await folds.ToRestoreAsync(step.RunId, cancellation), cancellation);
    }

    /// <summary>Compares the models with the recorded ones; where all are equal the run has its files again.</summary>
    public async Task<RecoveryReport> FinishAsync(RecoveryStep step, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        StoredRun run = (await runs.FindAsync(step.RunId, cancellation))!;
        RunDetails details = RunDetails.Of(run)!;

        // Done by an earlier try of this activity: the run is not to be restored any more.
        if (details.Verdict?.Restored == step.Started) return new RecoveryReport(step.RunId, true, details.Models.Sum(model => model.Folds.Count), [], []);
        Dictionary<string, FoldOutcome> trained = [];
        List<RecoveryDifference> differences = [];
        IReadOnlyList<RecoveryFold> asked = await folds.ToRestoreAsync(step.RunId, cancellation);
        foreach (RecoveryFold fold in asked)
        {
            (FoldOutcome? outcome, string? reason) = await folds.OutcomeAsync(fold.Work, cancellation);
            if (outcome is not null) trained[fold.Fold.Key] = outcome;
            differences.AddRange(OutcomeComparison.Hash(fold, FoldFiles.Model, outcome, reason));
        }

        RecoveryReport report = new(step.RunId, differences.Count == 0, asked.Count, differences, []);
        await audit.AppendAsync(step, report.Equal ? Restored : NotRestored, report, cancellation);
        if (report.Equal) await runs.ChangeAsync(step.RunId, before => Kept(before, trained, step.Started), cancellation);
        LogEnded(logger, step.RunId, report.Text);
        return report;
    }

    /// <summary>Takes away what came out otherwise, but for folds that other runs need.</summary>
    public async Task CleanAsync(RecoveryStep step, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        StoredRun run = (await runs.FindAsync(step.RunId, cancellation))!;
        HashSet<string> used = await needed.KeysAsync(new HashSet<SelectionMarket> { RunModels.MarketOf(run) }, cancellation);
        foreach (string key in NeededFolds.KeysOf(RunDetails.Of(run)!).Where(key => !used.Contains(key))) await places.RemoveAsync(key, cancellation);
    }

    // Kept, so that no sweep takes it away again; it holds no regime for that.
    private static StoredRun? Kept(StoredRun run, Dictionary<string, FoldOutcome> trained, DateTimeOffset restored)
    {
        if (RunDetails.Of(run) is not { Verdict: { } verdict } details) return null;
        RunModel[] models = [.. details.Models.Select(model => model with { Folds = [.. model.Folds.Select(fold => fold with { Outcome = trained[fold.Key] })] })];
        return run with { Kept = true, Details = (details with { Models = models, Verdict = verdict with { Restored = restored, FilesDeleted = null } }).ToJson() };
    }

    [LoggerMessage(EventId = 3503, Level = LogLevel.Information, Message = "Restore of run {RunId}: {Text}")]
    private static partial void LogEnded(ILogger logger, string runId, string text);
}
