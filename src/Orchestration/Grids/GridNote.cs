using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Where a queue stands, for a checkpoint and for its end.</summary>
/// <param name="Next">The first item that is not decided on.</param>
public sealed record GridNote(string QueueId, int Next, QueueCounters Counters);
