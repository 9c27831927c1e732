using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Whether a published preset can still be trusted.</summary>
/// <param name="Published">When its current version was made.</param>
/// <param name="Reasons">Why it is stale; empty where it is fresh.</param>
/// <param name="Texts">What was asked and what came out, a line each.</param>
public sealed record PresetFreshnessView(
    string Name, int Version, DateTimeOffset Published, bool Fresh, IReadOnlyList<PresetStaleReason> Reasons, IReadOnlyList<string> Texts)
{
    public required DriftReport Drift { get; init; }

    /// <summary>ROC AUC when it was published.</summary>
    public required MetricValue ScoreThen { get; init; }

    /// <summary>ROC AUC on the bars since, as last measured.</summary>
    public required MetricValue ScoreNow { get; init; }

    /// <summary>The last bar's day of that.</summary>
    public DateTimeOffset? Measured { get; init; }

    /// <summary>Those of <see cref="Texts"/> that say why it is stale: a question has its reason's place.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Why => [.. Reasons.Select(reason => Texts[(int)reason])];

    /// <summary>How stale: each bound that is exceeded, as a multiple of it, summed; 0 where it is fresh.</summary>
    public double Staleness { get; init; }
}
