using System.Text.Json;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Reads how the folds of a stage stand, from their rows.</summary>
internal sealed class JobFolds(FoldTaskStore tasks)
{
    public async Task<JobStageNow> NowAsync(JobStage stage, bool withFigures, CancellationToken cancellationToken)
    {
        IReadOnlyList<(JobFoldView View, bool IsTrainedHere)> folds = await FewAtATime.ReadAsync(
            stage.Folds,
            async (fold, token) =>
            {
                FoldTaskRow? row = await tasks.FindAsync(fold.Key, token);
                return (await ViewAsync(fold, row, withFigures, token), row is { State: FoldTaskState.Done } && row.HeartbeatAt >= stage.Started);
            },
            cancellationToken);
        return new JobStageNow([.. folds.Select(fold => fold.View)], folds.Count(fold => fold.IsTrainedHere));
    }

    /// <summary>The stage with what came of its folds, and the keys of those that are gone.</summary>
    public async Task<(JobStage Stage, IReadOnlyList<string> Gone)> EndAsync(JobStage stage, IReadOnlyList<FoldAnswer> answers, CancellationToken cancellationToken)
    {
        Dictionary<string, FoldAnswer> failed =
            answers.Where(answer => answer.Failure is not (null or FoldAnswer.Cancelled)).ToDictionary(answer => answer.Key, StringComparer.Ordinal);
        IReadOnlyList<JobFold> folds = await FewAtATime.ReadAsync(
            stage.Folds,
            async (fold, token) =>
            {
                if (failed.TryGetValue(fold.Key, out FoldAnswer? answer)) return fold with { Failure = answer.Failure };
                return await OutcomeAsync(fold.Key, token) is { } outcome ? fold with { Figures = JobFigures.Of(outcome), Seconds = outcome.Seconds } : fold;
            },
            cancellationToken);
        return (stage with { Folds = folds }, [.. folds.Where(fold => fold is { Figures: null, Failure: null }).Select(fold => fold.Key)]);
    }

    public async Task<FoldOutcome?> OutcomeAsync(string key, CancellationToken cancellationToken) =>
        await tasks.FindOutcomeAsync(key, cancellationToken) is { } json ? JsonSerializer.Deserialize<FoldOutcome>(json, ApiJson.Options) : null;

    private async Task<JobFoldView> ViewAsync(JobFold fold, FoldTaskRow? row, bool withFigures, CancellationToken cancellationToken)
    {
        switch (row?.State)
        {
            case FoldTaskState.Running:
                return JobFoldView.Of(fold, JobFoldState.Running, row.Progress) with { Note = row.LastNote };
            case FoldTaskState.Failed:
                return JobFoldView.Of(fold, JobFoldState.Failed, 1, failure: row.Reason);
            case FoldTaskState.Done when withFigures:
                FoldOutcome? outcome = await OutcomeAsync(fold.Key, cancellationToken);
                return JobFoldView.Of(fold, JobFoldState.Done, 1, outcome is null ? null : JobFigures.Of(outcome), outcome?.Seconds);
            case FoldTaskState.Done:
                return JobFoldView.Of(fold, JobFoldState.Done, 1);
            default:
                return JobFoldView.Of(fold, JobFoldState.Waiting, 0) with { Note = row?.LastNote };
        }
    }
}
