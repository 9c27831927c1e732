namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>A queue that is running, with what tells whether its host is alive.</summary>
/// <param name="LastBeat">Null where its host has not beaten yet.</param>
public sealed record QueueHeartbeat(QueueRecord Queue, DateTimeOffset? LastBeat);
