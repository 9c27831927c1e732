using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Tests.Training;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>A small grid from its bars to its champions: ridge and a small lightgbm, every strategy, keep or delete, the deflation by all looks.</summary>
internal static class SelectionStudy
{
    /// <summary>Above it a champion is believed.</summary>
    public const double Believed = 0.95;

    /// <summary>Who holds a regime after both models, each with its probability after all looks.</summary>
    public static async Task<IReadOnlyList<(RunBest Champion, double Deflated)>> ChampionsAsync(BarSeries bars, RegimeRuleSet rules, RegimeOptions? lookbacks = null)
    {
        SelectionMarket market = new(bars.Symbol, bars.Timeframe);
        SelectionOptions options = new();
        RegimeBoard board = new(options.BoardKey(market), 0, [.. rules.Rules.Select(rule => rule.Name)]);
        TrialLedger ledger = new($"{bars.Symbol} {bars.Timeframe}", SeriesFingerprint.Of(bars));
        Dictionary<(string Run, string Regime), RunBest> bests = [];
        foreach (string model in (string[])[TrainingScene.Ridge, TrainingScene.LightGbm])
        {
            ScoringCase work = ScoringScene.Case(model, bars) with { RegimeRules = rules, RegimeOptions = lookbacks ?? RegimeOptions.Default };
            RunResults results = await ScoringScene.ScoreAsync(work);
            ledger = ledger.Merge(TrialLedgerText.Parse(results.Looks));
            ModelRecipe recipe = new(work.Configuration.CanonicalText, work.DataFingerprint, work.Plan.Key, "test", work.Seed, work.Own.ModelId);
            ModelRun run = new(model, work.Own.ModelId, market, DateTimeOffset.UnixEpoch, recipe);
            RunBest[] regimes = [.. results.Best.Where(best => board.Regimes.Contains(best.Regime))];
            foreach (RunBest best in regimes) bests[(model, best.Regime)] = best;
            Candidate[] candidates = [.. regimes.Select(best => new Candidate(best.Strategy, best.Regime, best.Score, best.Trades, MetricValue.Undefined("not yet")))];
            board = KeepOrDelete.Decide(board, new RunCandidates(run, results.Basis, candidates), options).Board;
        }

        DeflationInput looks = ledger.Deflation();
        return [.. board.Incumbents.Select(incumbent => bests[(incumbent.Run.RunId, incumbent.Candidate.Regime)]).Select(best => (best, Deflated(best, looks)))];
    }

    private static double Deflated(RunBest best, DeflationInput looks)
    {
        SharpeObservation observed = SharpeObservation.FromMoments(best.SharpePerBar.Value!.Value, best.Observations, best.Skewness.Value!.Value, best.Kurtosis.Value!.Value);
        return SharpeInference.DeflatedSharpe(observed, looks).Value ?? 0;
    }
}
