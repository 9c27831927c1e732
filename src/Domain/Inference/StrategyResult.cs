namespace ServerlessTraining.Domain.Inference;

/// <summary>What one strategy came to.</summary>
/// <param name="FallbackWindows">Windows in which the plain mean stood in for the ensemble, for want of earlier rows.</param>
public sealed record StrategyResult(InferenceStrategy Strategy, BacktestScore Score, int FallbackWindows);
