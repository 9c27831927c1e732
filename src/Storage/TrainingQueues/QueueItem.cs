using System.Text.Json;

namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>One configuration of a queue.</summary>
/// <param name="Index">From 0; models are decided on in this order.</param>
public sealed record QueueItem(int Index, QueueItemState State, string ConfigurationHash, JsonElement Configuration)
{
    public ulong Seed { get; init; }

    /// <summary>From 1, among those that are to be trained; null for one that was trained before.</summary>
    public int? Number { get; init; }

    public string? RunId { get; init; }

    /// <summary>Why it failed or was skipped.</summary>
    public string? Reason { get; init; }
}
