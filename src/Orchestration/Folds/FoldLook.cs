namespace ServerlessTraining.Orchestration.Folds;

/// <summary>What <see cref="FoldActivities"/> is asked to look at, or to dispatch.</summary>
/// <param name="InstanceId">The orchestration that waits, which the answers go to.</param>
/// <param name="Folds">Of it.</param>
/// <param name="Device">Where they are trained.</param>
public sealed record FoldLook(string InstanceId, IReadOnlyList<FoldRef> Folds, FoldDevice Device);
