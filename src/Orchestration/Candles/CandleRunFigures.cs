using System.Text.Json;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Storage.CandleRuns;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What of a run's results stands in its row (<see cref="CandleRun.Results"/>), so that a look at it opens no file.</summary>
/// <param name="Params">That it was trained with.</param>
/// <param name="Market">Of its training part.</param>
/// <param name="TestEnd">Close of the last bar that its test looked at.</param>
/// <param name="Files">Where each artifact is, by its name.</param>
internal sealed record CandleRunFigures(
    IReadOnlyDictionary<string, double?> TrainMetrics,
    IReadOnlyDictionary<string, double?> TestMetrics,
    double Threshold,
    CandleParams Params,
    CandleMarket Market,
    DateTimeOffset TestEnd,
    IReadOnlyDictionary<string, string> Files)
{
    public static CandleRunFigures? Of(CandleRun run) => run.Results?.Deserialize<CandleRunFigures>(ApiJson.Options);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ApiJson.Options);
}
