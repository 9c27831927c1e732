namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>What a sweep deleted.</summary>
/// <param name="Bytes">Of models and predictions.</param>
/// <param name="Models">Of folds, tries that did not count among them.</param>
/// <param name="Runs">Whose files are gone now; those shared with a run that needs them are still there.</param>
public sealed record SweepReport(long Bytes, int Models, IReadOnlyList<string> Runs)
{
    public static SweepReport Nothing { get; } = new(0, 0, []);
}
