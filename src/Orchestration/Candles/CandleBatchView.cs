
namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Trainings from several candles beside each other: GET /api/training/poc-batches/{id}.</summary>
/// <param name="Status">started until the last has ended, then completed.</param>
/// <param name="Runs">In order of their candles.</param>
/// <param name="Spread">Of the completed runs' test figures, by name.</param>
public sealed record CandleBatchView(
    string BatchId, string Symbol, string Timeframe, string Status, DateTimeOffset Started, IReadOnlyList<CandleBatchRun> Runs, IReadOnlyDictionary<string, CandleSpread> Spread)
{
    /// <summary>The run with the highest ROC AUC on its test, where more than one has one. Chosen on the tests: it says where training worked, not how it will do.</summary>
    public string? BestRunId { get; init; }
}
