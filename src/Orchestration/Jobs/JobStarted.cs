using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The answer to `POST /api/training/start`.</summary>
/// <param name="StatusUrl">Where to look, from the host's root.</param>
public sealed record JobStarted(string JobId, string StatusUrl, JobStatus Status);
