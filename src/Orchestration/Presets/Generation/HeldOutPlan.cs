using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>What is trained for a held-out report.</summary>
/// <param name="Run">Of the entry.</param>
/// <param name="Failure">Why nothing can be; null where something is.</param>
public sealed record HeldOutPlan(PresetRun Run, string? Failure)
{
    public FoldSet? Set { get; init; }

    public IReadOnlyList<HeldOutSide> Sides { get; init; } = [];

    /// <summary>Of every training.</summary>
    public ulong Seed { get; init; }

    /// <summary>Of the version that <see cref="HeldOutSide.Current"/> is; null where there is none.</summary>
    public int? CurrentVersion { get; init; }
}
