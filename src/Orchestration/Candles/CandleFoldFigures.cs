namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Figures of one test: a window after the candle, or a fold before it.</summary>
/// <param name="Number">From 1, oldest first.</param>
/// <param name="First">Open of the first row's bar.</param>
/// <param name="Last">Open of the last row's bar.</param>
/// <param name="Threshold">That they are at.</param>
public sealed record CandleFoldFigures(int Number, DateTimeOffset First, DateTimeOffset Last, double Threshold, IReadOnlyDictionary<string, double?> Metrics);
