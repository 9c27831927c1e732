namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>What the engine shows of a plan that runs.</summary>
/// <param name="Running">Numbers of the entries that are being made.</param>
/// <param name="Left">How many are still to be begun.</param>
public sealed record PlanNote(string Doing, IReadOnlyList<int> Running, int Left);
