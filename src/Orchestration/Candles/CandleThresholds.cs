namespace ServerlessTraining.Orchestration.Candles;

/// <summary>The thresholds of a run.</summary>
/// <param name="Used">The best F1 on the tune part gave it; used unchanged on the test.</param>
/// <param name="TuneF1">That it has there.</param>
/// <param name="OnTrain">What the best F1 on the training rows would have given: beside it, and used for nothing.</param>
/// <param name="TrainF1">That it has there.</param>
/// <param name="Note">Why the one used is not the best of several; null where it is.</param>
public sealed record CandleThresholds(double Used, double? TuneF1, double OnTrain, double? TrainF1, string? Note);
