namespace ServerlessTraining.Domain.Selection;

/// <summary>What stays of a deleted model: why it went, and how to train the same bytes again.</summary>
/// <param name="Run">The deleted run with its recipe.</param>
/// <param name="Defeats">Every regime it ever contested on this board, oldest first.</param>
/// <param name="DeletedBy">The run whose decision took its last place, its own where it never held one; null where a regime was taken
/// away.</param>
public sealed record Tombstone(ModelRun Run, IReadOnlyList<Defeat> Defeats, string? DeletedBy)
{
    public const string LogLine = "Model deleted (no regime improvements)";

    /// <summary>All the reasons in one line.</summary>
    public string Reason => Defeats.Count == 0
        ? $"Model {Run.ModelId} holds no regime: run {Run.RunId} has no result in any"
        : $"Model {Run.ModelId} holds no regime: {string.Join("; ", Defeats.Select(d => $"{d.Regime}: {d.Reason}"))}";
}
