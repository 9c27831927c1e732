using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Runs;

/// <summary>One fold of a model of a run.</summary>
/// <param name="Number">In the plan, from 1.</param>
/// <param name="IsAverage">Part of the average and of the backtest; the others say how a model ages, and are reported apart.</param>
/// <param name="Key">Of the work: <see cref="FoldWork.Key"/>.</param>
public sealed record RunFold(int Number, bool IsAverage, string Key)
{
    /// <summary>Null until it is trained.</summary>
    public FoldOutcome? Outcome { get; init; }
}
