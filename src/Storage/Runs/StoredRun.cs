using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Storage.Runs;

/// <summary>One configuration trained, backtested and decided on.</summary>
/// <param name="Id">From <see cref="Tables.TimeSortableId"/>.</param>
/// <param name="ModelType">As `lightgbm`.</param>
public sealed record StoredRun(string Id, Symbol Symbol, Timeframe Timeframe, string ModelType, RunStatus Status, DateTimeOffset Created)
{
    public string? QueueId { get; init; }

    public string? ConfigurationHash { get; init; }

    /// <summary>Null until it is decided.</summary>
    public bool? Kept { get; init; }

    /// <summary>The regimes that its model holds.</summary>
    public IReadOnlyList<string> Regimes { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public DateTimeOffset? Finished { get; init; }

    /// <summary>Taken out of the history; it stands in no list but that of the deleted ones.</summary>
    public DateTimeOffset? Deleted { get; init; }

    public string? Error { get; init; }

    /// <summary>What the run's trainings used; null until it is scored, and in what was scored before this was noted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainingUse? Use { get; init; }

    /// <summary>Everything else: configuration, folds, metrics, artifacts, seed, data hash, seconds.</summary>
    public JsonElement? Details { get; init; }
}
