using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>A stage of a job, quick or full, that was begun.</summary>
/// <param name="Folds">How many there are.</param>
/// <param name="Done">How many have ended, failed ones too.</param>
/// <param name="Average">Of the folds that make the average; null until one of them is trained.</param>
/// <param name="Staleness">Of the folds that are reported apart; null until one of them is trained, and where there are none.</param>
/// <param name="Notes">How many folds a mean is of where some do not have the figure.</param>
/// <param name="Seconds">Of training, all folds that were trained together; null until one is.</param>
/// <param name="PerFold">In the order of their numbers.</param>
public sealed record JobStageView(
    int Folds, int Done, int Failed, JobFigures? Average, JobFigures? Staleness, IReadOnlyList<string> Notes, double? Seconds, DateTimeOffset Started, DateTimeOffset? Finished,
    IReadOnlyList<JobFoldView> PerFold)
{
    internal static JobStageView Of(JobStage stage, IReadOnlyList<JobFoldView> folds)
    {
        FoldAverage<JobFigures>? average = MeanOf(folds, JobFoldView.AverageKind);
        FoldAverage<JobFigures>? staleness = MeanOf(folds, JobFoldView.StalenessKind);
        double[] seconds = [.. folds.Select(fold => fold.Seconds).OfType<double>()];
        return new JobStageView(
            folds.Count,
            folds.Count(fold => fold.HasEnded),
            folds.Count(fold => fold.State == JobFoldState.Failed),
            average?.Mean,
            staleness?.Mean,
            [.. average?.Notes ?? [], .. (staleness?.Notes ?? []).Select(note => $"staleness, {note}")],
            seconds.Length == 0 ? null : seconds.Sum(),
            stage.Started,
            stage.Finished,
            folds);
    }

    /// <summary>Folds without figures stand in the mean as what it lacks, so that its notes name them.</summary>
    private static FoldAverage<JobFigures>? MeanOf(IReadOnlyList<JobFoldView> folds, string kind)
    {
        JobFoldView[] own = [.. folds.Where(fold => fold.Kind == kind)];
        if (own.All(fold => fold.Figures is null)) return null;
        return JobFigures.Mean([.. own.Select(fold => fold.Figures ?? JobFigures.None(fold.Failure is { } failure ? $"it failed: {failure}" : "it is not trained yet"))]);
    }
}
