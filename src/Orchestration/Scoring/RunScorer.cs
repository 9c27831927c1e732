namespace ServerlessTraining.Orchestration.Scoring;

public sealed class RunScorer
{
    public Task<RunScoreReport> ScoreAsync(string runId, CancellationToken cancellationToken) => throw new NotSupportedException();
}

public sealed record RunScoreReport(IReadOnlyList<Runs.RunFold> Missing, string? Failure);
