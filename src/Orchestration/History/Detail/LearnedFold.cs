namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>How a fold of a run learned.</summary>
/// <param name="Number">In the plan.</param>
/// <param name="IsAverage">Part of the average; the others say how a model ages.</param>
/// <param name="Curves">Of each target and part that the model type computes a loss for.</param>
/// <param name="BestIteration">Of the first target, from 1: the one that the model predicts with. Null where there is no curve.</param>
/// <param name="Importance">The largest share first.</param>
/// <param name="Iterations">That the first target was trained for. Null where there is no curve.</param>
/// <param name="Reason">Why there is nothing, or not all of it; null otherwise.</param>
public sealed record LearnedFold(
    int Horizon,
    int Number,
    bool IsAverage,
    IReadOnlyList<LearnedCurve> Curves,
    int? BestIteration,
    IReadOnlyList<LearnedInput> Importance,
    int? Iterations,
    string? Reason);
