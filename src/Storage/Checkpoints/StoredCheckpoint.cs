namespace ServerlessTraining.Storage.Checkpoints;

/// <summary>A checkpoint in a list.</summary>
public sealed record StoredCheckpoint(CheckpointName Name, long Bytes);
