using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What a run has to have trained.</summary>
/// <param name="Set">Null where there is nothing to train: the run has ended already.</param>
public sealed record CandlePlan(FoldSet? Set);
