using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>On what strategies are scored again.</summary>
/// <param name="Windows">Report windows without tune rows: those belong to whoever forecasts.</param>
internal sealed record RescoringGround(BarSeries Bars, IReadOnlyList<PredictionWindow> Windows, RegimeLabels Regimes)
{
    /// <summary>The windows that count in a plan's average, in order of time; where test blocks overlap, as in `cpcv`, the first one stands.</summary>
    public static RescoringGround Of(BarSeries bars, FoldPlan plan, RegimeRuleSet rules)
    {
        List<PredictionWindow> windows = [];
        var blocks = plan.Folds.Where(fold => fold.Kind == FoldKind.Average).SelectMany(fold => fold.Test.Blocks, (fold, block) => (fold.Number, block.Rows));
        foreach ((int number, Domain.RowRange rows) in blocks.OrderBy(block => block.Rows.First))
        {
            if (windows.Count > 0 && rows.First < windows[^1].EndBar) continue;
            windows.Add(new PredictionWindow($"{number}.{windows.Count + 1}", rows.First, rows.Count));
        }

        return new RescoringGround(bars, windows, RegimeClassifier.Classify(bars, rules, RegimeOptions.Default));
    }
}
