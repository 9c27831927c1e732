using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Costs;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What a grid comes to on the bars that are there.</summary>
/// <param name="Models">That are trained, shared ones once.</param>
/// <param name="Folds">Of all models, for all seeds, by model type in the grid's order.</param>
public sealed record GridDraft(TrainingGrid Grid, GridExpansion Expansion, int Models, IReadOnlyList<ModelFolds> Folds)
{
    /// <summary>All folds of all models, for all seeds.</summary>
    public long FoldTrainings => Folds.Sum(model => model.Folds);

    /// <summary>In one line.</summary>
    public string Text => GridPreview.Text(Expansion);

    public IReadOnlyList<ulong> Seeds => [.. Grid.Seeds.Select(seed => (ulong)seed)];
}
