using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Decisions;

public sealed class IncumbentRescorerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Bull = "bull_trending";
    private static readonly RegimeRuleSet Edited = RegimeRuleSet.Default.Toggle("calm_ranging");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>On the windows that it was made for the new score must be the one that the scorer gives.</summary>
    [Theory]
    [InlineData("direct/mean/c0/l100")]
    [InlineData("direct/weighted/c0.3/l50")]
    [InlineData("direct/stacking/c0/l50")]
    [InlineData("direct_multi/stacking/c0/l100")]
    [InlineData("recursive/stacking/c0/l100")]
    public async Task DecideAsync_RulesEdited_IncumbentIsScoredAgainOnTheSameWindows(string strategy)
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        BarSeries bars = TrainedRuns.Bars(market);
        await TrainedRuns.StoreBarsAsync(scene, bars);
        RunRules rules = new() { RegimeSet = $"rules of {market}" };
        RunDetails incumbent = await TrainedRuns.TrainAsync(scene, $"{market}-a", bars, rules, basis: null, DecisionScene.Best(Bull, 99) with { Strategy = strategy });
        await scene.DecideAsync($"{market}-a");

        await EditAsync(scene, rules);
        ScoreBasis basis = new(incumbent.Recipe.DataFingerprint, Edited.Fingerprint(RegimeOptions.Default));
        await TrainedRuns.TrainAsync(scene, $"{market}-b", bars, rules, basis, DecisionScene.Best(Bull, -50));
        await scene.DecideAsync($"{market}-b");

        Assert.True((await scene.Get<RunScorer>().ScoreAsync($"{market}-a", Token)).IsScored);
        StoredBacktest expected = (await scene.Get<BacktestStore>().FindAsync($"{market}-a", strategy, Bull, Token))!;
        Incumbent place = Assert.Single((await scene.BoardAsync(market)).Incumbents);
        Assert.Equal(($"{market}-a", basis), (place.Run.RunId, place.Basis));
        Assert.Equal(expected.Score!.Value, place.Candidate.Score.Value!.Value, 1e-9);
        Assert.Equal(expected.Trades, place.Candidate.Trades);
        Assert.True(place.Candidate.Score.IsDefined, place.Candidate.Score.ToString());
        Assert.Contains(
            (await scene.Get<LedgerStore>().LoadAsync($"{market} 1h", basis.DataFingerprint, Token)).Looks, look => look.Key == $"incumbent model of {market}-a {strategy}");
    }

    [Fact]
    public async Task DecideAsync_NewBars_IncumbentIsScoredOnTheNewWindowsByOlderModels()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        BarSeries longer = TrainedRuns.Bars(market, 5800);
        BarSeries bars = longer.Slice(0, 5000);
        await TrainedRuns.StoreBarsAsync(scene, bars);
        RunDetails incumbent = await TrainedRuns.TrainAsync(scene, $"{market}-a", bars, best: DecisionScene.Best(Bull, 99) with { Strategy = "direct/mean/c0/l100" });
        await scene.DecideAsync($"{market}-a");

        await TrainedRuns.StoreBarsAsync(scene, longer, revision: 1);
        RunDetails challenger = await TrainedRuns.TrainAsync(scene, $"{market}-b", longer, best: DecisionScene.Best(Bull, -50));
        await scene.DecideAsync($"{market}-b");

        Incumbent place = Assert.Single((await scene.BoardAsync(market)).Incumbents);
        Assert.Equal(challenger.Score!.Basis, place.Basis);
        Assert.NotEqual(99, place.Candidate.Score.Value);
        FoldPlan plan = FoldPlanner.Plan(longer, TrainingScene.Options);
        RescoringGround ground = RescoringGround.Of(longer, plan, RegimeRuleSet.Default);
        IReadOnlyList<ServedWindow> windows = await FoldChoice.MakeAsync(ground, incumbent, scene.Get<FoldFiles>(), Token);
        Assert.Equal(plan.Folds.Select(fold => fold.Test.Blocks[0].Rows.First), windows.Select(window => window.Window.FirstBar));
        FoldPlan old = FoldPlanner.Plan(bars, TrainingScene.Options);
        Assert.All(windows.SelectMany(window => window.Folds.Select(fold => (window, fold))), served => Assert.InRange(
            old.Folds[served.fold.Number - 1].Tune.Blocks[^1].LastLabelEnd, DateTimeOffset.MinValue, longer.OpenTime(served.window.Window.FirstBar)));
        Assert.All(windows.Where(window => window.Folds.Count == 0), window => Assert.All(
            old.Folds, fold => Assert.True(fold.Tune.Blocks[^1].LastLabelEnd > longer.OpenTime(window.Window.FirstBar))));
        Assert.Contains(windows, window => window.Folds.Count > 1);
    }

    [Theory]
    [InlineData(true, "There is no predictions under")]
    [InlineData(false, "There is no model under")]
    public async Task DecideAsync_FilesOfAnIncumbentAreGone_ItsPlaceCountsAsEmpty(bool predictions, string reason)
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        BarSeries bars = TrainedRuns.Bars(market);
        await TrainedRuns.StoreBarsAsync(scene, bars);
        RunRules rules = new() { RegimeSet = $"rules of {market}" };
        RunDetails incumbent = await TrainedRuns.TrainAsync(scene, $"{market}-a", bars, rules, basis: null, DecisionScene.Best(Bull, 99));
        await scene.DecideAsync($"{market}-a");
        foreach (RunFold fold in incumbent.Models[^1].Folds)
        {
            string place = FoldReference.Parse(fold.Outcome!.Files[FoldFiles.Model]).RunId;
            if (predictions) await scene.Get<PredictionStore>().DeleteAsync(place, Token);
            else await scene.Get<ModelStore>().DeleteAsync(place, Token);
        }

        await EditAsync(scene, rules);
        ScoreBasis basis = new(incumbent.Recipe.DataFingerprint, Edited.Fingerprint(RegimeOptions.Default));
        await TrainedRuns.TrainAsync(scene, $"{market}-b", bars, rules, basis, DecisionScene.Best(Bull, 0.1));
        DecisionReport report = (await scene.DecideAsync($"{market}-b"))[0];

        Assert.Equal([$"{market}-a"], report.Condemned);
        string text = Assert.Single(await scene.AuditAsync($"{market}-a")).Text;
        Assert.Contains($"took the place, because its own score could not be compared: it is undefined (it could not be scored again: {reason}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DecideAsync_RegimeTakenOutOfTheRules_GivesItsPlacesUp()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        BarSeries bars = TrainedRuns.Bars(market);
        await TrainedRuns.StoreBarsAsync(scene, bars);
        RunRules rules = new() { RegimeSet = $"rules of {market}" };
        RunDetails calm = await TrainedRuns.TrainAsync(scene, $"{market}-calm", bars, rules, basis: null, DecisionScene.Best("calm_ranging", 1));
        await TrainedRuns.TrainAsync(scene, $"{market}-both", bars, rules, basis: null, DecisionScene.Best(Bull, 5), DecisionScene.Best("calm_ranging", 2));
        await scene.DecideAsync($"{market}-calm");

        // The other lost to nobody: it holds what is taken out and something else.
        await scene.DecideAsync($"{market}-both");
        await EditAsync(scene, rules);
        ScoreBasis basis = new(calm.Recipe.DataFingerprint, Edited.Fingerprint(RegimeOptions.Default));
        await TrainedRuns.TrainAsync(scene, $"{market}-new", bars, rules, basis, DecisionScene.Best("volatile_ranging", 1));
        await scene.DecideAsync($"{market}-new");

        Assert.Equal(["bull_trending", "bear_trending", "volatile_ranging"], (await scene.BoardAsync(market)).Regimes);
        Assert.Equal([Bull], (await scene.RunAsync($"{market}-both")).Regimes);
        Assert.Null((await scene.VerdictAsync($"{market}-both")).Tombstone);
        Assert.Equal(["volatile_ranging"], (await scene.RunAsync($"{market}-new")).Regimes);
    }

    [Fact]
    public async Task DecideAsync_OnlyRegimeTakenOut_DeletesItsHolder()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        BarSeries bars = TrainedRuns.Bars(market);
        await TrainedRuns.StoreBarsAsync(scene, bars);
        RunRules rules = new() { RegimeSet = $"rules of {market}" };
        RunDetails calm = await TrainedRuns.TrainAsync(scene, $"{market}-calm", bars, rules, basis: null, DecisionScene.Best("calm_ranging", 1));
        await scene.DecideAsync($"{market}-calm");
        await EditAsync(scene, rules);
        ScoreBasis basis = new(calm.Recipe.DataFingerprint, Edited.Fingerprint(RegimeOptions.Default));
        await TrainedRuns.TrainAsync(scene, $"{market}-new", bars, rules, basis, DecisionScene.Best(Bull, 1));

        DecisionReport report = (await scene.DecideAsync($"{market}-new"))[0];

        Assert.Equal([$"{market}-calm"], report.Condemned);
        Assert.Equal(false, (await scene.RunAsync($"{market}-calm")).Kept);
        Assert.EndsWith("calm_ranging: the regime was taken out of the rules", Assert.Single(await scene.AuditAsync($"{market}-calm")).Text, StringComparison.Ordinal);
        Assert.Null((await scene.VerdictAsync($"{market}-calm")).Tombstone!.DeletedBy);
    }

    [Fact]
    public async Task MakeAsync_Recursive_ForecastsEveryServedRow()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        BarSeries bars = TrainedRuns.Bars(market);
        await TrainedRuns.StoreBarsAsync(scene, bars);
        RunDetails run = await TrainedRuns.TrainAsync(scene, $"{market}-a", bars);
        RescoringGround ground = RescoringGround.Of(bars, FoldPlanner.Plan(bars, TrainingScene.Options), RegimeRuleSet.Default);
        IncumbentForecast forecast = new(ground, run, scene.Get<FoldFiles>(), TrainingScene.Types);

        PredictionSet made = await forecast.MakeAsync(PredictionMethod.Recursive, Token);

        MemberPredictions member = Assert.Single(made[PredictionMethod.Recursive].Members);
        Assert.Equal(3, member.Horizon);
        Assert.False(member.HasProbabilities);
        double[] returns = member.ExpectedReturn.ToArray();
        int row = 0;
        foreach (PredictionWindow window in made.Windows)
        {
            Assert.DoesNotContain(double.NaN, returns[(row + window.TuneCount)..(row + window.Rows)]);
            row += window.Rows;
        }

        Assert.NotNull(made[PredictionMethod.Direct].Absence);
    }

    private static async Task EditAsync(DecisionScene scene, RunRules rules) =>
        Assert.NotNull(await scene.Get<RegimeStore>().SaveAsync(rules.RegimeSet, Edited, "one out", 0, Token));
}
