using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>One fold with all that its training reads.</summary>
/// <param name="Bars">The series that <paramref name="Plan"/> was made of.</param>
/// <param name="Fold">Of the plan.</param>
/// <param name="Configuration">Of the same market.</param>
/// <param name="Seed">Of everything random in the training.</param>
internal sealed record FoldCase(BarSeries Bars, FoldPlan Plan, Fold Fold, TrainingConfiguration Configuration, ulong Seed)
{
    /// <summary>How errors name it.</summary>
    public string Name => $"Fold {Fold.Number} of {Bars.Symbol} {Bars.Timeframe}";

    public LabelOptions Labels => new() { Horizon = Configuration.Horizon, EntryDelay = Plan.Options.EntryDelay };

    /// <summary>The bars up to the last that a label of this fold may look at. What comes after is cut off before anything is computed, so that nothing can know it.</summary>
    public BarSeries KnownBars()
    {
        int lastRow = new[] { Fold.Fit, Fold.Tune, Fold.Test }.Max(part => part.Blocks[^1].Rows.End) - 1;
        return Bars.Slice(0, Math.Min(Bars.Count, lastRow + Plan.PurgeBars + 1));
    }
}
