using System.Text.Json;

namespace ServerlessTraining.Storage.Checkpoints;

/// <summary>Where a queue stands, to go on from.</summary>
/// <param name="Next">The first item that is not done, from 0 to <paramref name="Total"/>.</param>
/// <param name="Done">Items with a result.</param>
/// <param name="State">What else it takes to go on, as the orchestrator wrote it.</param>
public sealed record QueueCheckpoint(string QueueId, int Total, int Next, int Done, JsonElement? State = null);
