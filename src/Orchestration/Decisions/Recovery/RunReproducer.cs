using System.Globalization;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>The activities of <see cref="ReproduceOrchestrator"/>. Each may run twice.</summary>
public sealed partial class RunReproducer
{
    public const string Plan = "PlanReproduction";
    public const string Compare = "CompareReproduction";
    public const string Clean = "CleanReproduction";

    private const string Reproduced = "reproduced";
    private readonly RecoveryFolds folds;
    private readonly RecoveryAudit audit;
    private readonly FoldTaskStore tasks;
    private readonly FoldPlaces places;
    private readonly ILogger<RunReproducer> logger;

    internal RunReproducer(RecoveryFolds folds, RecoveryAudit audit, FoldTaskStore tasks, FoldPlaces places, ILogger<RunReproducer> logger)
    {
        this.folds = folds;
        this.audit = audit;
        this.tasks = tasks;
        this.places = places;
        this.logger = logger;
    }

    public async Task<RecoveryPlan> PlanAsync(RecoveryStep step, CancellationToken cancellation) => await folds.PlanAsync(await FoldsAsync(step, cancellation), cancellation);

    public async Task<RecoveryReport> CompareAsync(RecoveryStep step, CancellationToken cancellation)
    {
        List<RecoveryDifference> differences = [];
        List<string> environment = [];
        IReadOnlyList<RecoveryFold> asked = await FoldsAsync(step, cancellation);
        string version = await folds.VersionAsync(step.RunId, cancellation);
        foreach (RecoveryFold fold in asked)
        {
            (FoldOutcome? outcome, string? reason) = await folds.OutcomeAsync(fold.Work, cancellation);
            differences.AddRange(OutcomeComparison.Hash(fold, FoldFiles.Model, outcome, reason));
            if (outcome is null) continue;
            differences.AddRange(OutcomeComparison.Hash(fold, FoldFiles.Predictions, outcome, reason));
            differences.AddRange(OutcomeComparison.Metrics(fold, outcome));
            environment.AddRange(OutcomeComparison.Environment(version, fold.Outcome, outcome));
        }

        RecoveryReport report = new(step.RunId, differences.Count == 0, asked.Count, differences, [.. environment.Distinct()]);
        await audit.AppendAsync(step, Reproduced, report, cancellation);
        LogEnded(logger, step.RunId, report.Text);
        return report;
    }

    /// <summary>Files first: their places are named by the rows.</summary>
    public async Task CleanAsync(RecoveryStep step, CancellationToken cancellation)
    {
        foreach (string key in (await FoldsAsync(step, cancellation)).Select(fold => fold.Work.Key))
        {
            await places.RemoveAsync(key, cancellation);
            await tasks.DeleteAsync(key, cancellation);
        }
    }

    private Task<IReadOnlyList<RecoveryFold>> FoldsAsync(RecoveryStep step, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(step);
        return folds.ToReproduceAsync(step.RunId, step.Started.UtcTicks.ToString(CultureInfo.InvariantCulture), cancellation);
    }

    [LoggerMessage(EventId = 3504, Level = LogLevel.Information, Message = "Reproduction of run {RunId}: {Text}")]
    private static partial void LogEnded(ILogger logger, string runId, string text);
}
