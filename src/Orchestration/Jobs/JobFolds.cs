using System.Text.Json;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Reads how the folds of a stage stand, from their rows.</summary>
internal sealed class JobFolds(FoldTaskStore tasks)
{
    private const int RowsAtATime = 8;

    public async Task<JobStageNow> NowAsync(JobStage stage, bool withFigures, CancellationToken cancellationToken)
    {
        JobFoldView[] folds = new JobFoldView[stage.Folds.Count];
        int trained = 0;
        await EachAsync(stage, async (fold, place, token) =>
        {
            FoldTaskRow? row = await tasks.FindAsync(fold.Key, token);
            if (row is { State: FoldTaskState.Done } && row.HeartbeatAt >= stage.Started) Interlocked.Increment(ref trained);
            folds[place] = await ViewAsync(fold, row, withFigures, token);
        }, cancellationToken);
        return new JobStageNow(folds, trained);
    }

    /// <summary>The stage with what came of its folds, and the keys of those that are gone.</summary>
    public async Task<(JobStage Stage, IReadOnlyList<string> Gone)> EndAsync(JobStage stage, IReadOnlyList<FoldAnswer> answers, CancellationToken cancellationToken)
    {
        Dictionary<string, FoldAnswer> failed =
            answers.Where(answer => answer.Failure is not (null or FoldAnswer.Cancelled)).ToDictionary(answer => answer.Key, StringComparer.Ordinal);
        JobFold[] folds = new JobFold[stage.Folds.Count];
        await EachAsync(stage, async (fold, place, token) =>
        {
            if (failed.TryGetValue(fold.Key, out FoldAnswer? answer)) folds[place] = fold with { Failure = answer.Failure };
            else folds[place] = await OutcomeAsync(fold.Key, token) is { } outcome ? fold with { Figures = JobFigures.Of(outcome), Seconds = outcome.Seconds } : fold;
        }, cancellationToken);
        return (stage with { Folds = folds }, [.. folds.Where(fold => fold is { Figures: null, Failure: null }).Select(fold => fold.Key)]);
    }

    public async Task<FoldOutcome?> OutcomeAsync(string key, CancellationToken cancellationToken) =>
        await tasks.FindOutcomeAsync(key, cancellationToken) is { } json ? JsonSerializer.Deserialize<FoldOutcome>(json, ApiJson.Options) : null;

    private static Task EachAsync(JobStage stage, Func<JobFold, int, CancellationToken, Task> each, CancellationToken cancellationToken)
    {
        ParallelOptions limits = new() { MaxDegreeOfParallelism = RowsAtATime, CancellationToken = cancellationToken };
        return Parallel.ForAsync(0, stage.Folds.Count, limits, async (place, token) => await each(stage.Folds[place], place, token));
    }

    private async Task<JobFoldView> ViewAsync(JobFold fold, FoldTaskRow? row, bool withFigures, CancellationToken cancellationToken)
    {
        switch (row?.State)
        {
            case FoldTaskState.Running:
                return JobFoldView.Of(fold, JobFoldState.Running, row.Progress);
            case FoldTaskState.Failed:
                return JobFoldView.Of(fold, JobFoldState.Failed, 1, failure: row.Reason);
            case FoldTaskState.Done when withFigures:
                FoldOutcome? outcome = await OutcomeAsync(fold.Key, cancellationToken);
                return JobFoldView.Of(fold, JobFoldState.Done, 1, outcome is null ? null : JobFigures.Of(outcome), outcome?.Seconds);
            case FoldTaskState.Done:
                return JobFoldView.Of(fold, JobFoldState.Done, 1);
            default:
                return JobFoldView.Of(fold, JobFoldState.Waiting, 0);
        }
    }
}
