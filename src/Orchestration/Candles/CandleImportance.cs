namespace ServerlessTraining.Orchestration.Candles;

/// <summary>How much a feature gave.</summary>
/// <param name="Share">Of the whole gain, 0 to 1.</param>
public sealed record CandleImportance(string Feature, double Share);
