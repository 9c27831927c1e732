namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Whether a queue may run now.</summary>
/// <param name="Behind">What it waits for; null where it does not.</param>
public sealed record GridTurn(bool IsTaken, string? Behind);
