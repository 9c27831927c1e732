namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Runs to be trained together.</summary>
/// <param name="RunIds">In order of their candles.</param>
/// <param name="AtATime">From 1.</param>
public sealed record CandleBatch(IReadOnlyList<string> RunIds, int AtATime);
