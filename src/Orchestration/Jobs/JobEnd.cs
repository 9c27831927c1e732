using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>How a job ends.</summary>
/// <param name="Reason">Null where there is nothing to say.</param>
public sealed record JobEnd(string JobId, JobStatus Status, string? Reason);
