namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>A fold whose models knew nothing of a window.</summary>
/// <param name="Number">In its plan, from 1.</param>
/// <param name="Unseen">The first bar that they knew nothing of.</param>
internal sealed record ServingFold(int Number, int Unseen);
