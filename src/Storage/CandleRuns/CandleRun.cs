using System.Text.Json;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.CandleRuns;

/// <summary>A training from a candle, as stored.</summary>
/// <param name="Id">`yyyyMMdd_HHmmss`, with a suffix when several start in one second; empty until it is stored.</param>
/// <param name="Candle">The bar that divides before from after.</param>
/// <param name="Config">As it was given.</param>
public sealed record CandleRun(string Id, Symbol Symbol, Timeframe Timeframe, DateTimeOffset Candle, CandleRunStatus Status, DateTimeOffset Started, JsonElement Config)
{
    public DateTimeOffset? Finished { get; init; }

    public string? Error { get; init; }

    /// <summary>Metrics and the rest, as the orchestrator wrote them.</summary>
    public JsonElement? Results { get; init; }
}
