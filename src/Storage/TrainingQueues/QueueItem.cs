using System.Text.Json;

namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>One configuration of a queue.</summary>
/// <param name="Index">From 0; models are decided on in this order.</param>
public sealed record QueueItem(int Index, QueueItemState State, string ConfigurationHash, JsonElement Configuration)
{
    public string? RunId { get; init; }

    /// <summary>Why it failed or was skipped.</summary>
    public string? Reason { get; init; }
}
