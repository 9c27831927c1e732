using System.Text.Json;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Jobs;

/// <summary>A two-stage training job, as stored.</summary>
/// <param name="Id">From <see cref="Tables.TimeSortableId"/>.</param>
/// <param name="Mode">quick, full or sequential.</param>
/// <param name="Request">As it was given.</param>
public sealed record TrainingJob(string Id, Symbol Symbol, Timeframe Timeframe, string Mode, JobStatus Status, DateTimeOffset Created, JsonElement Request)
{
    public int Fold { get; init; }

    public int Folds { get; init; }

    /// <summary>0 to 100.</summary>
    public double Progress { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>Why it is in its state, where that needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>Metrics of the folds, gates, the decision: as the orchestrator wrote them.</summary>
    public JsonElement? Details { get; init; }
}
