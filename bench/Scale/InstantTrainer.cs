using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Bench.Scale;

/// <summary>Trains nothing, at once, and leaves no files: what is left is the protocol.</summary>
internal sealed class InstantTrainer : IFoldTrainer, IFoldFileCheck
{
    private static readonly FoldOutcome Outcome = new(new Dictionary<string, double?> { ["accuracy"] = 0.5 }, new Dictionary<string, string>(), 0, "cpu", []);

    public Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation) => Task.FromResult(Outcome);

    public Task<string?> FaultAsync(FoldWork work, FoldOutcome outcome, CancellationToken cancellation) => Task.FromResult<string?>(null);
}
