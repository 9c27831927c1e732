using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Trades the forecasts of the held-out part by the one strategy that nobody chose: the mean over the horizons, at any confidence, with the costs that every backtest
/// has. Choosing the best of many here would make the part one that was searched on.</summary>
internal static class HeldOutTrading
{
    public static RunRules Rules { get; } = new()
    {
        PredictionMethods = ["direct_multi"],
        EnsembleMethods = ["mean"],
        ConfidenceThresholds = [0],
        LookbackWindows = [50],
    };

    /// <param name="forecasts">Of the one fold of the plan, by the spec's horizons.</param>
    public static async Task<TradingMetrics> OfAsync(
        BarSeries bars, string dataFingerprint, FoldPlan plan, PresetSpec spec, HeldOutSide side, ulong seed, IReadOnlyList<FoundFold> forecasts, ModelTypes types,
        CancellationToken cancellationToken)
    {
        var configuration = spec.ConfigurationOf(spec.Horizons[^1], side.HyperParameters, side.Encoder);
        ScoringCase work = new()
        {
            Bars = bars,
            DataFingerprint = dataFingerprint,
            Plan = plan,
            Configuration = configuration,
            Recipe = FoldRecipe.Of(configuration, types),
            Seed = seed,
            Rules = Rules,
            RegimeRules = RegimeRuleSet.Default,
            Models =
            [
                .. spec.Horizons.Zip(forecasts, side.Keys).Select(one => new HorizonForecasts(
                    one.First, [new FoldForecasts(1, one.Third, one.Second.Predictions, _ => throw new InvalidOperationException("A report of one window asks no model again."))])),
            ],
        };
        RunResults results = await RunScoring.RunAsync(work, cancellationToken);
        return results.Strategies[0].Score.Total.Metrics;
    }
}
