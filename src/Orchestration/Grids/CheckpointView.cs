namespace ServerlessTraining.Orchestration.Grids;

/// <summary>A checkpoint of a queue, as a list has it.</summary>
/// <param name="Name">To resume from.</param>
/// <param name="At">To the second.</param>
public sealed record CheckpointView(string Name, DateTimeOffset At);
