namespace ServerlessTraining.Domain.Candles;

/// <summary>Between which numbers, both included, an option of a training from a candle may be.</summary>
/// <param name="Option">As the API names it, such as `params.num_leaves`.</param>
/// <param name="Unit">In words, such as `bars`; empty where it has none.</param>
public sealed record CandleRange(string Option, double Least, double Most, string Unit);
