using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Inference;

/// <summary>Scores one configuration's predictions under every strategy of a grid: members to one forecast a row, forecast to confidence, confidence
/// and threshold to positions, positions to trades. What strategies share is made once; the same input gives the same bytes.</summary>
public static class StrategyBacktester
{
    /// <returns>One result a strategy, in the grid's order. A method without predictions has undefined figures that say why.</returns>
    public static IReadOnlyList<StrategyResult> Run(
        BarSeries bars, PredictionSet predictions, RegimeLabels regimes, StrategyGrid grid, BacktestOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(grid);
        StrategyScene scene = new(bars, predictions, regimes, options);
        double[][] calms = [.. grid.Lookbacks.Select(scene.Calms)];
        StrategyResult[] results = new StrategyResult[grid.Count];
        for (int m = 0; m < grid.Methods.Count; m++)
        {
            MemberColumns? members = scene.Members(grid.Methods[m]);
            for (int e = 0; e < grid.Ensembles.Count; e++)
            {
                cancellation.ThrowIfCancellationRequested();
                WindowWeights[] weights = members is null ? [] : scene.Combine(members, grid.Ensembles[e]);
                int fallbacks = weights.Count(window => window.Fallback is not null);
                for (int l = 0; l < grid.Lookbacks.Count; l++)
                {
                    if (members is not null) scene.Trust(grid.Lookbacks[l], calms[l]);
                    for (int t = 0; t < grid.ConfidenceThresholds.Count; t++)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        int index = grid.IndexAt(m, e, t, l);
                        BacktestScore score = members is null
                            ? BacktestScore.Undefined(regimes.Names, predictions[grid.Methods[m]].Absence!)
                            : scene.Simulator.Score(scene.Decide(grid.ConfidenceThresholds[t]));
                        results[index] = new StrategyResult(grid[index], score, fallbacks);
                    }
                }
            }
        }

        return results;
    }

    /// <summary>One strategy bar by bar, by the code that scores it. Throws where its method is absent.</summary>
    public static StrategyTrace Trace(BarSeries bars, PredictionSet predictions, RegimeLabels regimes, InferenceStrategy strategy, BacktestOptions options)
    {
        StrategyScene scene = new(bars, predictions, regimes, options);
        MemberColumns members = scene.Members(strategy.Method)
            ?? throw new ServerlessTrainingException($"{strategy} cannot be traced: {predictions[strategy.Method].Absence}.");
        WindowWeights[] weights = scene.Combine(members, strategy.Ensemble);
        scene.Trust(strategy.Lookback, scene.Calms(strategy.Lookback));
        PositionRuns runs = scene.Decide(strategy.ConfidenceThreshold);
        sbyte[] wanted = new sbyte[scene.Simulator.Rows];
        for (int run = 0; run < runs.Count; run++) wanted.AsSpan(runs.Start(run), runs.End(run) - runs.Start(run)).Fill((sbyte)runs.Direction(run));
        return new StrategyTrace(strategy, weights, scene.ReportSignals(), scene.ReportConfidences(), wanted, scene.Simulator.Trace(runs));
    }
}
