namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The custom status of a job's orchestration, as operators see it.</summary>
/// <param name="Doing">In words.</param>
public sealed record JobStatusNote(string Doing);
