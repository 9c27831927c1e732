using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What a preset was published with.</summary>
internal static class PublishedFigures
{
    /// <summary>By which presets are judged later.</summary>
    public const string Metric = "roc_auc";

    /// <summary>Of the held-out part, which nothing was chosen by; where that was not judged, of the validation, which flatters.</summary>
    public static (MetricValue Value, string Source) RocAuc(PresetContent content)
    {
        if (content.HeldOut?.Preset.GetValueOrDefault(Metric) is { } heldOut) return (MetricValue.Of(heldOut), "the held-out part");
        if (content.ValidationMetrics.GetValueOrDefault(Metric) is { } validation) return (MetricValue.Of(validation), "the validation, which the search chose by");
        return (MetricValue.Undefined($"it was published without {Metric}"), "nothing");
    }

    /// <summary>Where the bars end that the search and its choice may have seen, and the held-out part begins.</summary>
    public static DateTimeOffset SearchEnd(PresetName name, PresetContent content) => content.HeldOut?.From
        ?? Domain.Folds.FinalSegment.Of(new Domain.TimeInterval(content.Dataset.From, content.Dataset.To), name.Timeframe).Start;
}
