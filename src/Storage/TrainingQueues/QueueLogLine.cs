namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>One line of a queue's log.</summary>
/// <param name="Cursor">Names the place behind the line, to go on from.</param>
public sealed record QueueLogLine(DateTimeOffset At, string Text, string Cursor);
