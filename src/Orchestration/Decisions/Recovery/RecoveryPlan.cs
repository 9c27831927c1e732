using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>The folds to train again, where they were trained the first time; their task rows are written already.</summary>
/// <param name="ReviewAfter">As in a <see cref="FoldSet"/>.</param>
/// <param name="ReviewAtMost">As in a <see cref="FoldSet"/>.</param>
public sealed record RecoveryPlan(IReadOnlyList<FoldRef> Cpu, IReadOnlyList<FoldRef> Gpu, TimeSpan ReviewAfter, TimeSpan ReviewAtMost);
