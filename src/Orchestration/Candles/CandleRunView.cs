using System.Text.Json;
using ServerlessTraining.Storage.CandleRuns;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>A training from a candle: GET /api/training/poc-runs/{run_id} and /latest-poc-run.</summary>
/// <param name="Config">Symbol, timeframe, candle date and all options, defaults filled in.</param>
public sealed record CandleRunView(
    string RunId, string Symbol, string Timeframe, DateTimeOffset CandleDate, CandleRunStatus Status, DateTimeOffset Started, JsonElement Config)
{
    public DateTimeOffset? Finished { get; init; }

    /// <summary>0 to 1.</summary>
    public double Progress { get; init; }

    public string? BatchId { get; init; }

    /// <summary>On the rows that the model learned from; null before the end, and a figure that cannot be computed is null.</summary>
    public IReadOnlyDictionary<string, double?>? TrainMetrics { get; init; }

    /// <summary>On the bars after the candle.</summary>
    public IReadOnlyDictionary<string, double?>? TestMetrics { get; init; }

    /// <summary>The best F1 on the tune part gave it; the figures are at it. Null before the end.</summary>
    public double? Threshold { get; init; }

    /// <summary>Where each file is, by its name; null before the end.</summary>
    public IReadOnlyDictionary<string, string>? ArtifactPaths { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }
}
