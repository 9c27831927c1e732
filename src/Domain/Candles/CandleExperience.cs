namespace ServerlessTraining.Domain.Candles;

/// <summary>What a past run tells whoever looks for params.</summary>
/// <param name="Score">The ROC AUC of its test.</param>
public sealed record CandleExperience(CandleMarket Market, CandleParams Params, double Score);
