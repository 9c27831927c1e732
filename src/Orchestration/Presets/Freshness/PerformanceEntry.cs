using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What the performance log says of a version: trained on what it was published on, judged on the bars since.</summary>
/// <param name="From">Open of the first judged bar.</param>
/// <param name="To">Close of the last.</param>
/// <param name="Score">Mean ROC AUC over the horizons: what freshness compares with the published figure.</param>
/// <param name="Rules">Version of the regime rules.</param>
public sealed record PerformanceEntry(
    DateTimeOffset From, DateTimeOffset To, int Bars, MetricValue Score, IReadOnlyList<PerformanceFigures> Horizons, IReadOnlyList<RegimeFigures> Regimes, int Rules)
{
    private const string ScoreName = "score";

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ApiJson.Options);

    /// <summary>Null for an entry that somebody else wrote, in a form of his own.</summary>
    public static PerformanceEntry? Of(JsonElement metrics)
    {
        try
        {
            return metrics.ValueKind == JsonValueKind.Object && metrics.TryGetProperty("regimes", out _) ? metrics.Deserialize<PerformanceEntry>(ApiJson.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The score of an entry, whoever wrote it; null where it has none.</summary>
    public static double? ScoreOf(JsonElement metrics)
    {
        if (metrics.ValueKind != JsonValueKind.Object) return null;
        foreach (string name in new[] { ScoreName, PublishedFigures.Metric })
        {
            if (metrics.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number) return value.GetDouble();
        }

        return null;
    }

    internal static PerformanceEntry Of(IReadOnlyDictionary<int, JudgedFolds> judged, RegimeLabels regimes, int rules)
    {
        int[] rows = [.. judged.Values.SelectMany(one => one.Rows).Distinct().Order()];
        PerformanceFigures[] figures = [.. judged.OrderBy(pair => pair.Key).Select(pair => PerformanceFigures.Of(pair.Key, pair.Value))];
        RegimeFigures[] byRegime =
        [
            .. rows.Select(regimes.NameOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(regime =>
            {
                (int Rows, MetricValue RocAuc)[] horizons = [.. judged.Values.Select(one =>
                {
                    int[] own = [.. one.Rows.Where(row => regimes.NameOf(row) == regime)];
                    return (own.Length, own.Length == 0 ? MetricValue.Undefined("no bar of the regime was judged") : one.Figures(own).RocAuc);
                })];
                return new RegimeFigures(regime, horizons.Max(one => one.Rows), Mean(horizons.Select(one => one.RocAuc)));
            }),
        ];
        BarSeries bars = judged.Values.First().Bars;
        return new PerformanceEntry(
            bars.OpenTime(rows[0]), bars.CloseTime(rows[^1]), rows.Length, Mean(figures.Select(one => one.RocAuc)), figures, byRegime, rules);
    }

    /// <summary>Undefined where one of them is.</summary>
    private static MetricValue Mean(IEnumerable<MetricValue> values)
    {
        MetricValue[] all = [.. values];
        int missing = Array.FindIndex(all, value => !value.IsDefined);
        return missing >= 0 ? MetricValue.Undefined(all[missing].Reason!) : MetricValue.Of(all.Average(value => value.Value!.Value));
    }
}
