using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.CandleRuns;

/// <summary>A training from a candle in a list.</summary>
public sealed record CandleRunSummary(string Id, Symbol Symbol, Timeframe Timeframe, DateTimeOffset Candle, CandleRunStatus Status, DateTimeOffset Started)
{
    /// <summary>Null for a run by itself.</summary>
    public string? BatchId { get; init; }

    /// <summary>On the test; null before the end, and where it cannot be computed.</summary>
    public double? Accuracy { get; init; }

    /// <summary>On the test; null before the end, and where it cannot be computed.</summary>
    public double? RocAuc { get; init; }
}
