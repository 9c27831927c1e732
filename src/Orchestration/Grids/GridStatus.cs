using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>The custom status of a queue's orchestration, as operators see it.</summary>
/// <param name="Doing">In words.</param>
/// <param name="Running">The items that are being trained.</param>
public sealed record GridStatus(string Doing, QueueCounters? Counters, IReadOnlyList<int> Running);
