using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>How a version is measured.</summary>
/// <param name="EntryId">Of the entry in the log: a version is measured once for each day that bars came from.</param>
/// <param name="At">Midnight of that day.</param>
/// <param name="Set">What to train; null where it is not measured.</param>
/// <param name="Reason">Why it is not.</param>
public sealed record PerformancePlan(int Version, string EntryId, DateTimeOffset At, IReadOnlyList<PresetFold> Folds, FoldSet? Set, string? Reason)
{
    internal static PerformancePlan Not(string reason) => new(0, "", default, [], null, reason);
}
