namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Looks whether the files that an outcome names are those that its trainer stored. An orchestrator believes no answer before.</summary>
public interface IFoldFileCheck
{
    /// <returns>What is wrong with them, in words that follow "but"; null where they are all there and whole.</returns>
    Task<string?> FaultAsync(FoldWork work, FoldOutcome outcome, CancellationToken cancellation);
}
