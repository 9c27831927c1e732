using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Trials;

/// <summary>The order of trials by what they lost.</summary>
internal static class TrialRanking
{
    /// <summary>Those that were measured, the best first, each point once. Trials that were given up come behind all that were not, those that came further first: a loss over
    /// fewer steps is another loss.</summary>
    public static IReadOnlyList<Trial> Best(IEnumerable<Trial> trials) =>
    [
        .. trials.Where(IsMeasured)
            .OrderBy(trial => trial.State == TrialState.Complete ? 0 : 1)
            .ThenByDescending(trial => trial.State == TrialState.Complete ? 0 : trial.Steps.Count)
            .ThenBy(trial => trial.Loss)
            .ThenBy(trial => trial.Number)
            .DistinctBy(trial => trial.Point),
    ];

    public static bool IsMeasured(Trial trial) => trial.State != TrialState.Failed && trial.Loss is { } loss && double.IsFinite(loss);
}
