using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>A fold to train again.</summary>
/// <param name="Outcome">Of the first time.</param>
/// <param name="Work">By which it is trained now.</param>
internal sealed record RecoveryFold(int Horizon, RunFold Fold, FoldOutcome Outcome, FoldWork Work);
