using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Costs;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What a grid would come to, before anything is stored.</summary>
/// <param name="Text">In one line.</param>
/// <param name="Items">To train, seeds counted.</param>
/// <param name="Models">That are trained, shared ones once.</param>
/// <param name="Skipped">What was trained already, each with its reason; at most <see cref="MostShown"/>.</param>
public sealed record QueuePreview(
    string Name, string Text, int Combinations, int Duplicates, int AlreadyTrained, int Items, int Models, long FoldTrainings, IReadOnlyList<QueuePreviewSkip> Skipped)
{
    public const int MostShown = 100;

    /// <summary>What the trainings would take and cost; null from a host that does not say.</summary>
    public FoldEstimate? Estimate { get; init; }

    public static QueuePreview Of(GridDraft draft, FoldEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(draft);
        GridExpansion expansion = draft.Expansion;
        return new QueuePreview(
            draft.Grid.Name,
            draft.Text,
            expansion.Combinations,
            expansion.Duplicates,
            expansion.AlreadyTrained.Count,
            expansion.ToTrain.Count * draft.Seeds.Count,
            draft.Models,
            draft.FoldTrainings,
            [.. expansion.AlreadyTrained.Take(MostShown).Select(skipped => new QueuePreviewSkip(ConfigurationLine.Of(skipped.Configuration), skipped.Reason))])
        { Estimate = estimate };
    }
}
