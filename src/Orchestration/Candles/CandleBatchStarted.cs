namespace ServerlessTraining.Orchestration.Candles;

/// <summary>The answer to the wish for a batch (202).</summary>
/// <param name="StatusUrl">Where to look, from the host's root.</param>
/// <param name="Status">started.</param>
/// <param name="RunIds">In order of their candles.</param>
public sealed record CandleBatchStarted(string BatchId, string StatusUrl, string Status, DateTimeOffset Started, IReadOnlyList<string> RunIds);
