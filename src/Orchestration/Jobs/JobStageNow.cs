namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>How far a stage is, read from the rows of its folds.</summary>
/// <param name="TrainedHere">Folds that were trained since the stage began; others were found trained.</param>
internal sealed record JobStageNow(IReadOnlyList<JobFoldView> Folds, int TrainedHere)
{
    /// <summary>Folds that have ended, and the parts of those that run.</summary>
    public double FoldsDone => Folds.Sum(fold => fold.HasEnded ? 1 : fold.Progress);

    /// <summary>By the pace of the folds that were trained so far; null where that says nothing yet.</summary>
    public double? SecondsLeft(TimeSpan elapsed)
    {
        if (TrainedHere == 0 || elapsed <= TimeSpan.Zero) return null;
        double worked = TrainedHere + Folds.Where(fold => fold.State == JobFoldState.Running).Sum(fold => fold.Progress);
        return elapsed.TotalSeconds * (Folds.Count - FoldsDone) / worked;
    }
}
