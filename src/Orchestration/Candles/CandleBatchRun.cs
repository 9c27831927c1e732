using ServerlessTraining.Storage.CandleRuns;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>One line of a batch's table.</summary>
/// <param name="TestMetrics">Null before its end.</param>
/// <param name="Error">Why it failed, or why it was never begun.</param>
public sealed record CandleBatchRun(
    string RunId, DateTimeOffset CandleDate, CandleRunStatus Status, double? Threshold, IReadOnlyDictionary<string, double?>? TestMetrics, string? Error);
