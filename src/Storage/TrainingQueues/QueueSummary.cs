namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>A queue in a list.</summary>
public sealed record QueueSummary(string Id, string Name, QueueState State, DateTimeOffset Created, QueueCounters Counters);
