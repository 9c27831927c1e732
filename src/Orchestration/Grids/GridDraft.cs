using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What a grid comes to on the bars that are there.</summary>
/// <param name="Models">That are trained, shared ones once.</param>
/// <param name="FoldTrainings">All folds of all models, for all seeds.</param>
public sealed record GridDraft(TrainingGrid Grid, GridExpansion Expansion, int Models, long FoldTrainings)
{
    /// <summary>In one line.</summary>
    public string Text => GridPreview.Text(Expansion);

    public IReadOnlyList<ulong> Seeds => [.. Grid.Seeds.Select(seed => (ulong)seed)];
}
