namespace ServerlessTraining.Orchestration.Candles;

/// <summary>The answer to the wish for a training from a candle (202).</summary>
/// <param name="StatusUrl">Where to look, from the host's root.</param>
/// <param name="Status">started.</param>
public sealed record CandleStarted(string RunId, string StatusUrl, string Status, DateTimeOffset Started);
