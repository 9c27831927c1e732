using ServerlessTraining.Storage.CandleRuns;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>A training from a candle in GET /api/training/poc-runs, which answers {items, continuation}.</summary>
/// <param name="BatchId">Of the batch that it belongs to; null where it was asked for by itself.</param>
/// <param name="Accuracy">On the test; null before the end, and where it cannot be computed.</param>
/// <param name="RocAuc">On the test; null before the end, and where it cannot be computed.</param>
public sealed record CandleRunLine(
    string RunId, string Symbol, string Timeframe, DateTimeOffset CandleDate, CandleRunStatus Status, DateTimeOffset Started, string? BatchId, double? Accuracy, double? RocAuc);
