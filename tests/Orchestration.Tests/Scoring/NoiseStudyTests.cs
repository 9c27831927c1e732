using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Tests.Training;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>What the whole selection makes of markets in which nothing can be known.</summary>
public sealed class NoiseStudyTests
{
    private const int Markets = 100;
    private const int MostBelieved = 9;
    private const double Believed = 0.95;

    [Fact]
    [Trait("Category", "slow")]
    public async Task KeepOrDelete_DriftlessRandomWalks_AreSeldomBelieved()
    {
        int crowned = 0;
        int places = 0;
        List<ulong> believed = [];
        for (ulong seed = 1; seed <= Markets; seed++)
        {
            IReadOnlyList<(RunBest Champion, double Deflated)> champions = await ChampionsAsync(seed);
            places += champions.Count;
            if (champions.Count > 0) crowned++;
            if (champions.Any(one => one.Deflated > Believed)) believed.Add(seed);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Markets} random walks: {crowned} with a champion, {places} regimes held, {believed.Count} with a champion above {Believed} (seeds {string.Join(", ", believed)})");
        Assert.True(crowned >= Markets / 4, $"only {crowned} walks had a champion; the study says nothing");
        Assert.True(believed.Count <= MostBelieved, $"{believed.Count} of {Markets} walks had a champion that was believed: seeds {string.Join(", ", believed)}");
    }

    /// <summary>Who holds a regime after both models, each with its probability after all looks.</summary>
    private static async Task<IReadOnlyList<(RunBest Champion, double Deflated)>> ChampionsAsync(ulong seed)
    {
        BarSeries bars = ScoringScene.MarketOf("WALKUSDT", seed, signal: 0, SyntheticRegime.Driftless(Timeframe.H4));
        SelectionMarket market = new(bars.Symbol, bars.Timeframe);
        SelectionOptions options = new();
        RegimeBoard board = new(options.BoardKey(market), 0, [.. RegimeRuleSet.Default.Rules.Select(rule => rule.Name)]);
        TrialLedger ledger = new($"{bars.Symbol} {bars.Timeframe}", SeriesFingerprint.Of(bars));
        Dictionary<(string Run, string Regime), RunBest> bests = [];
        foreach (string model in (string[])[TrainingScene.Ridge, TrainingScene.LightGbm])
        {
            ScoringCase work = ScoringScene.Case(model, bars);
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
