namespace ServerlessTraining.Orchestration.Live;

/// <summary>What a model says of one bar.</summary>
/// <param name="Timestamp">Of the bar, at its open; the forecast is known at its close.</param>
/// <param name="Prediction">1 where the probability reaches the threshold, else 0.</param>
/// <param name="Probability">That the price rises.</param>
/// <param name="Confidence">The distance of the probability from one half, 0 to 0.5.</param>
public sealed record ForecastRow(DateTimeOffset Timestamp, int Prediction, double Probability, double Confidence);
