namespace ServerlessTraining.Orchestration.Decisions;

public sealed class RunDecider
{
    public Task<DecisionReport> DecideAsync(string runId, CancellationToken cancellationToken) => throw new NotSupportedException();
}

public sealed record DecisionReport(bool Kept, string LogLine, IReadOnlyList<string> Regimes, IReadOnlyList<string> Condemned);

public sealed class ModelSweeper
{
    public Task SweepAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken) => throw new NotSupportedException();
}
