namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>How the models of a run learned.</summary>
/// <param name="Folds">All of the horizon that was asked for, in their order.</param>
/// <param name="Reason">Why none of them has anything to show; null otherwise.</param>
public sealed record LearningView(IReadOnlyList<LearnedFold> Folds, string? Reason);
