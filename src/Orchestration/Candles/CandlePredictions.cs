using ServerlessTraining.Orchestration.Live;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What the model of a run says of bars: POST /api/poc-predictions/{run_id}.</summary>
/// <param name="Threshold">From which probability on the prediction is 1.</param>
/// <param name="TotalPredictions">In the whole stretch that was asked for.</param>
/// <param name="Predictions">Those of this page, the oldest first.</param>
/// <param name="Continuation">Asks for the next page, with the same parameters; null at the end.</param>
public sealed record CandlePredictions(string RunId, double Threshold, int TotalPredictions, IReadOnlyList<ForecastRow> Predictions, string? Continuation);
