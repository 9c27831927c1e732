namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Where a job stands after a step.</summary>
/// <param name="Again">Folds are gone and their rows are open again: the stage is trained once more.</param>
/// <param name="End">Where it ends here; null where it goes on.</param>
public sealed record JobJudged(bool Again, JobEnd? End)
{
    public static JobJudged GoesOn { get; } = new(false, null);

    public static JobJudged Gone { get; } = new(true, null);
}
