namespace ServerlessTraining.Orchestration.Candles;

/// <summary>How much the figures move over tests before the candle, each of a model trained on what came before it with the params of the run and a threshold of its own.</summary>
/// <param name="Spread">By figure.</param>
public sealed record CandleStability(IReadOnlyList<CandleFoldFigures> Folds, IReadOnlyDictionary<string, CandleSpread> Spread);
