namespace ServerlessTraining.Orchestration.Candles;

/// <summary>One figure over several tests.</summary>
/// <param name="Count">Tests that have it.</param>
/// <param name="Deviation">Sample standard deviation; null for fewer than two.</param>
public sealed record CandleSpread(int Count, double Mean, double? Deviation, double Least, double Most);
