using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The answer to `approve`, `reject` and `cancel`.</summary>
/// <param name="StatusUrl">Where to look, from the host's root.</param>
/// <param name="Status">When it was asked.</param>
/// <param name="Message">What happens now.</param>
public sealed record JobAnswer(string JobId, string StatusUrl, JobStatus Status, string Message);
