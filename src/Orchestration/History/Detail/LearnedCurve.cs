namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>A loss by iteration.</summary>
/// <param name="Name">Part and loss, as in `tune_binary_logloss`; no other curve of the fold has it.</param>
/// <param name="Target">As in `direction_h3`; null where all targets are learned together.</param>
/// <param name="FirstIteration">Of the first value.</param>
/// <param name="Values">Null where it could not be computed.</param>
/// <param name="BestIteration">Of this target.</param>
public sealed record LearnedCurve(string Name, string? Target, int FirstIteration, IReadOnlyList<double?> Values, int BestIteration);
