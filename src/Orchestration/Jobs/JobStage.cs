namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>A stage of a job, as the job stores it: what is trained on what, and, once it is judged, how its folds did.</summary>
/// <param name="Configuration">Canonical JSON.</param>
/// <param name="DataFingerprint">Of the bars.</param>
/// <param name="FoldPlanKey">Of the plan that the folds are of.</param>
/// <param name="Folds">By number.</param>
internal sealed record JobStage(
    string Configuration, string ConfigurationHash, string DataFingerprint, string FoldPlanKey, ulong Seed, DateTimeOffset Started, IReadOnlyList<JobFold> Folds)
{
    /// <summary>When it was judged; until then the rows of its folds are the truth.</summary>
    public DateTimeOffset? Finished { get; init; }
}
