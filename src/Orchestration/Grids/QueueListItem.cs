using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>A queue in the list of `GET /api/queues`, which is a page: `items` and `continuation`. The rest of it is in its <see cref="QueueView"/>.</summary>
public sealed record QueueListItem(string Id, string Name, QueueState State, DateTimeOffset Created, QueueCounters Counters);
