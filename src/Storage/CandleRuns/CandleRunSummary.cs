using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.CandleRuns;

/// <summary>A training from a candle in a list.</summary>
public sealed record CandleRunSummary(string Id, Symbol Symbol, Timeframe Timeframe, DateTimeOffset Candle, CandleRunStatus Status, DateTimeOffset Started);
