using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;
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

    /// <summary>On the windows that it was made for the new score must be that of its stored predictions.</summary>
    [Theory]
    [InlineData("direct/mean/c0/l100")]
    [InlineData("direct/weighted/c0.3/l50")]
    [InlineData("direct_multi/stacking/c0/l100")]
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

        ScoreLine expected = await ExpectedAsync(scene, incumbent, bars, InferenceStrategy.Parse(strategy));
        Incumbent place = Assert.Single((await scene.BoardAsync(market)).Incumbents);
        Assert.Equal(($"{market}-a", basis), (place.Run.RunId, place.Basis));
        Assert.Equal(expected.Metrics.Sharpe, place.Candidate.Score);
        Assert.Equal(expected.Metrics.Trades, place.Candidate.Trades);
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
        Assert.All(windows.Where(window => window.Fold is not null), window => Assert.InRange(
            old.Folds[window.Fold!.Value - 1].Tune.Blocks[^1].LastLabelEnd, DateTimeOffset.MinValue, longer.OpenTime(window.Window.FirstBar)));
        Assert.All(windows.Where(window => window.Fold is null), window => Assert.All(
            old.Folds, fold => Assert.True(fold.Tune.Blocks[^1].LastLabelEnd > longer.OpenTime(window.Window.FirstBar))));
        Assert.Contains(windows, window => window.Fold is not null);
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
    public async Task OneStepForecast_EachRow_IsThatOfTheWholeHistory()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        BarSeries bars = TrainedRuns.Bars(market);
        await TrainedRuns.StoreBarsAsync(scene, bars);
        RunDetails run = await TrainedRuns.TrainAsync(scene, $"{market}-a", bars);
        FoldReference reference = FoldReference.Parse(run.Models[0].Folds[0].Outcome!.Files[FoldFiles.Model]);
        using OpenedModel opened = ModelFile.Open(await scene.Get<FoldFiles>().ReadModelAsync(reference, Token), TrainingScene.Types);
        FeatureSystem system = FeatureSystems.Parse(opened.Manifest.FeatureSystem);
        OneStepForecast forecast = new(opened, bars.Timeframe);

        foreach (int row in (int[])[400, 3000, 4900])
        {
            double[] whole = RecursiveForecast.Run(bars.Slice(0, row + 1), 3, Next);

            Assert.Equal(whole[0], forecast.Over(bars, row, 1));
            Assert.Equal(whole[2], forecast.Over(bars, row, 3));
        }

        Assert.True(double.IsNaN(forecast.Over(bars, 3, 3)));

        double Next(BarSeries seen)
        {
            double[] predicted = new double[1];
            opened.Model.Predict(
                opened.Manifest.Scaler.Transform(system.Compute(seen, opened.Manifest.FeatureOptions)), new RowRange(seen.Count - 1, seen.Count), Target.Return(1), predicted);
            return predicted[0];
        }
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
        Assert.DoesNotContain(double.NaN, member.ExpectedReturn.ToArray());
        Assert.NotNull(made[PredictionMethod.Direct].Absence);
    }

    private static async Task EditAsync(DecisionScene scene, RunRules rules) =>
        Assert.NotNull(await scene.Get<RegimeStore>().SaveAsync(rules.RegimeSet, Edited, "one out", 0, Token));

    /// <summary>From the predictions that the trainer stored, without any model.</summary>
    private static async Task<ScoreLine> ExpectedAsync(DecisionScene scene, RunDetails run, BarSeries bars, InferenceStrategy strategy)
    {
        List<PredictionWindow> windows = [];
        List<MemberPredictions> members = [];
        foreach (RunModel model in strategy.Method == PredictionMethod.Direct ? run.Models.TakeLast(1) : run.Models)
        {
            List<MemberPredictions> parts = [];
            windows.Clear();
            foreach (RunFold fold in model.Folds)
            {
                FoldPredictions stored = await scene.Get<FoldFiles>().ReadPredictionsAsync(FoldReference.Parse(fold.Outcome!.Files[FoldFiles.Predictions]), Token);
                windows.AddRange(stored.Windows(bars, $"fold {fold.Number}"));
                parts.Add(stored.Member("part", "model"));
            }

            members.Add(new MemberPredictions(
                $"h{model.Horizon}", "model", model.Horizon,
                [.. parts.SelectMany(part => part.ProbabilityUp.ToArray())], [.. parts.SelectMany(part => part.ExpectedReturn.ToArray())]));
        }

        MethodPredictions asked = MethodPredictions.Of(members);
        MethodPredictions none = MethodPredictions.Absent("not asked for");
        bool direct = strategy.Method == PredictionMethod.Direct;
        PredictionSet set = new(3, windows, direct ? asked : none, none, direct ? none : asked);
        StrategyGrid grid = StrategyGrid.Create(
            [StrategyNames.Of(strategy.Method)], [StrategyNames.Of(strategy.Ensemble)], [strategy.ConfidenceThreshold], [strategy.Lookback]);
        return StrategyBacktester.Run(bars, set, RegimeClassifier.Classify(bars, Edited, RegimeOptions.Default), grid, new BacktestOptions(), Token)[0].Score.Regimes
            .Single(line => line.Name == Bull);
    }
}
