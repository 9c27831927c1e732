using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.CandleRuns;

/// <summary>A training from a candle, as stored.</summary>
/// <param name="Id">`yyyyMMdd_HHmmss`, with a suffix when several start in one second; empty until it is stored.</param>
/// <param name="Candle">The bar that divides before from after.</param>
/// <param name="Config">With all defaults filled in.</param>
public sealed record CandleRun(string Id, Symbol Symbol, Timeframe Timeframe, DateTimeOffset Candle, CandleRunStatus Status, DateTimeOffset Started, JsonElement Config)
{
    public DateTimeOffset? Finished { get; init; }

    public string? Error { get; init; }

    /// <summary>Metrics and the rest, as the orchestrator wrote them.</summary>
    public JsonElement? Results { get; init; }

    // What came after the first version is left out where it is null, so that a run of then is still written as then.

    /// <summary>Of the batch that it belongs to; null for a run by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BatchId { get; init; }

    /// <summary>Of the fold task that trains it; null before it is planned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TaskKey { get; init; }

    /// <summary>Fingerprint of the whole series when it was planned: the ledger is kept by it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SeriesFingerprint { get; init; }

    /// <summary>On the test, for lists; null before the end, and where it cannot be computed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Accuracy { get; init; }

    /// <summary>On the test, for lists; null before the end, and where it cannot be computed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RocAuc { get; init; }
}
