using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Storage.Runs;

/// <summary>A run in a list.</summary>
public sealed record RunSummary(
    string Id, Symbol Symbol, Timeframe Timeframe, string ModelType, RunStatus Status, DateTimeOffset Created, bool? Kept, IReadOnlyList<string> Regimes, string? QueueId)
{
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>As <see cref="StoredRun.Use"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainingUse? Use { get; init; }
}
