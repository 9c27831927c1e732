namespace ServerlessTraining.Orchestration.Candles;

/// <summary>How the training of a run ended.</summary>
/// <param name="Cancelled">Somebody wanted it no more.</param>
/// <param name="Failure">Why it was not trained; null where it was.</param>
public sealed record CandleEnd(string RunId, bool Cancelled = false, string? Failure = null);
