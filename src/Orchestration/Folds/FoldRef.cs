namespace ServerlessTraining.Orchestration.Folds;

/// <summary>A fold that an orchestration waits for.</summary>
/// <param name="Number">Names the event that tells of it; unique in the orchestration.</param>
/// <param name="Key">Of the <see cref="FoldWork"/>.</param>
public sealed record FoldRef(int Number, string Key);
