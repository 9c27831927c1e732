namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What a trainer leaves of a run beside its model.</summary>
/// <param name="Predictions">As CSV.</param>
internal sealed record CandlePackage(CandleResults Results, string Predictions);
