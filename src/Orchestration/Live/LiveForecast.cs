namespace ServerlessTraining.Orchestration.Live;

/// <summary>What the live model of a market says of its bars.</summary>
/// <param name="Version">Of the model.</param>
/// <param name="Threshold">From which probability on the prediction is 1.</param>
/// <param name="TotalPredictions">In the whole stretch that was asked for.</param>
/// <param name="Predictions">Those of this page, the oldest first.</param>
/// <param name="Continuation">Asks for the next page, with the same parameters; null at the end.</param>
public sealed record LiveForecast(string Market, int Version, double Threshold, int TotalPredictions, IReadOnlyList<ForecastRow> Predictions, string? Continuation);
