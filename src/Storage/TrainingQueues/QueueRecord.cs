using System.Text.Json;

namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>A grid that is to be trained, as stored.</summary>
/// <param name="Id">From <see cref="Tables.TimeSortableId"/>.</param>
/// <param name="Grid">The grid and its options, as they were given.</param>
public sealed record QueueRecord(string Id, string Name, QueueState State, DateTimeOffset Created, QueueCounters Counters, JsonElement Grid)
{
    /// <summary>When it came into its state; null for one that was only created.</summary>
    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>How often it was begun: each time an orchestration of its own.</summary>
    public int Attempt { get; init; }

    /// <summary>Why it is in its state, where that needs saying.</summary>
    public string? Reason { get; init; }
}
