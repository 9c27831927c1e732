using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Documents;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

public sealed class RunScoringTests
{
    private static readonly BarSeries Market = ScoringScene.MarketOf("SCOREUSDT", seed: 11);
    private static readonly string[] Ensembles = ["mean", "weighted", "stacking"];
    private static readonly ScoringCase Ridge = ScoringScene.Case(TrainingScene.Ridge, Market);

    [Fact]
    public async Task RunAsync_Twice_GivesTheSameBytes() => Assert.Equal(Text(await ScoringScene.ScoreAsync(Ridge)), Text(await ScoringScene.ScoreAsync(Ridge)));

    [Fact]
    public async Task RunAsync_BarsBehindTheLastLabel_ChangeNothing()
    {
        int known = Ridge.KnownBars().Count;
        Assert.True(known < Market.Count);

        RunResults changed = await ScoringScene.ScoreAsync(Ridge with { Bars = TrainingScene.ChangedFrom(Market, known, 1000) });

        Assert.Equal(Text(await ScoringScene.ScoreAsync(Ridge)), Text(changed));
    }

    [Fact]
    public async Task RunAsync_StalenessFolds_AreNotInTheWindows()
    {
        PredictionSet predictions = (await ScoringScene.ScoreAsync(Ridge)).Predictions;

        Assert.Equal(5, Ridge.Plan.Folds.Count);
        Assert.Equal(["fold 1", "fold 2", "fold 3"], predictions.Windows.Select(window => window.Id));
        Assert.Equal(
            Ridge.Plan.Folds.Where(fold => fold.Kind == FoldKind.Average).SelectMany(fold => fold.Test.Rows()),
            predictions.Windows.SelectMany(window => Enumerable.Range(window.FirstBar, window.Count)));
    }

    [Fact]
    public async Task RunAsync_EarlierFolds_MakeTheEnsemblesOfDirectDiffer()
    {
        RunResults results = await ScoringScene.ScoreAsync(Ridge);

        double?[] sharpes = [.. Ensembles.Select(name => ScoringScene.Of(results, $"direct/{name}/c0.3/l100").Score.Total.Metrics.Sharpe.Value)];
        Assert.All(sharpes, sharpe => Assert.NotNull(sharpe));
        Assert.Equal(3, sharpes.Distinct().Count());
    }

    [Fact]
    public async Task RunAsync_OlderModel_ForecastsWhatItHasNotSeenAndNothingElse()
    {
        // Tests of ten days are shorter than the tune parts, so these reach back before the older models' own reports.
        FoldOptions options = new() { Mode = FoldMode.Full, Horizons = [1, ScoringScene.Horizon], MinTrainDays = 400, TestDays = 10 };
        ScoringCase work = ScoringScene.Case(TrainingScene.Ridge, Market, options: options);
        RunResults results = await ScoringScene.ScoreAsync(work);

        IReadOnlyList<MemberPredictions> members = results.Predictions[PredictionMethod.Direct].Members;
        Assert.Equal(["h3", "h3-1", "h3-2", "h3-3", "h3-4"], members.Select(member => member.Name));
        FeatureMatrix raw = ScoringScene.FeaturesOf(work, Market);
        int row = 0;
        int unseen = 0;
        for (int w = 0; w < results.Predictions.Windows.Count; w++)
        {
            PredictionWindow window = results.Predictions.Windows[w];
            double[]? expected = w == 0 ? null : await AskAsync(work.Own.Folds[w - 1], raw);
            for (int i = 0; i < window.Rows; i++, row++)
            {
                bool hasSeen = w == 0 || window.BarOf(i) < results.Predictions.Windows[w - 1].FirstBar;
                unseen += hasSeen ? 0 : 1;
                Assert.Equal(hasSeen ? double.NaN : expected![window.BarOf(i)], members[1].ExpectedReturn[row]);
            }
        }

        Assert.InRange(unseen, 1, results.Predictions.Rows - 1);
    }

    [Fact]
    public async Task RunAsync_Models_AreOpenedOnceEach()
    {
        Dictionary<string, int> opened = [];
        ScoringCase counting = Ridge with
        {
            Models = [.. Ridge.Models.Select(model => model with { Folds = [.. model.Folds.Select(fold => fold with { Open = cancel => Count(fold, cancel) })] })],
        };

        await ScoringScene.ScoreAsync(counting);

        Assert.Equal(["ridge 1 1", "ridge 1 2", "ridge 1 3", "ridge 3 1", "ridge 3 2"], opened.Keys.Order(StringComparer.Ordinal));
        Assert.All(opened.Values, times => Assert.Equal(1, times));

        Task<ForecastModel> Count(FoldForecasts fold, CancellationToken cancellation)
        {
            opened[fold.ModelHash] = opened.GetValueOrDefault(fold.ModelHash) + 1;
            return fold.Open(cancellation);
        }
    }

    [Fact]
    public async Task RunAsync_DirectionOnlyModel_HasNoRecursiveFiguresAndSaysWhy()
    {
        string[] names = [.. ScoringScene.FeaturesOf(Ridge, Market).Names];
        RunResults results = await ScoringScene.ScoreAsync(Ridge with
        {
            Models = [.. Ridge.Models.Select(model => model with { Folds = [.. model.Folds.Select(fold => DirectionOnly(fold, names, model.Horizon))] })],
        });

        Assert.All(results.Strategies.Where(result => result.Strategy.Method == PredictionMethod.Recursive), result =>
        {
            Assert.Null(result.Score.Total.Metrics.Sharpe.Value);
            Assert.Equal(RecursiveForecast.DirectionOnly, result.Score.Total.Metrics.Sharpe.Reason);
        });
        Assert.NotNull(ScoringScene.Of(results, "direct/mean/c0/l100").Score.Total.Metrics.Sharpe.Value);
        Assert.Contains($"recursive: no figures, because {RecursiveForecast.DirectionOnly}.", results.Notes);
    }

    [Fact]
    public async Task RunAsync_HorizonOfOne_RecursionIsTheDirectReturn()
    {
        RunResults results = await ScoringScene.ScoreAsync(ScoringScene.Case(TrainingScene.Ridge, Market, horizon: 1));

        MemberPredictions own = results.Predictions[PredictionMethod.DirectMulti].Members[0];
        Assert.Equal(own.ExpectedReturn.ToArray(), results.Predictions[PredictionMethod.Recursive].Members[0].ExpectedReturn.ToArray());
    }

    [Fact]
    public async Task RunAsync_PlantedSignal_IsFoundAndNotInAShuffledCopy()
    {
        BarSeries market = ScoringScene.MarketOf("PLANTUSDT", seed: 42);
        // Dear fills: the best of 135 strategies on half a year earns something by chance where trading is cheap.
        RunRules rules = new() { Backtest = new BacktestOptions { Commission = 0.004 } };
        RunResults planted = await ScoringScene.ScoreAsync(TrainingScene.Ridge, market, rules);
        RunResults shuffled = await ScoringScene.ScoreAsync(TrainingScene.Ridge, ScoringScene.Shuffled(market, seed: 5), rules);

        string found = $"planted {string.Join('\n', planted.Best)}\nshuffled {string.Join('\n', shuffled.Best)}";
        Assert.True(planted.Best.Where(best => best.Regime != RegimeLabels.Unclassified).All(best => best.Score.Value > 0), found);
        Assert.True(shuffled.Best[^1].Score.Value <= 0, found);
    }

    [Fact]
    public async Task RunAsync_Looks_CountEveryStrategyInEveryRegime()
    {
        RunResults results = await ScoringScene.ScoreAsync(Ridge);

        TrialLedger ledger = TrialLedgerText.Parse(results.Looks);
        Assert.Equal("SCOREUSDT 4h", ledger.Market);
        Assert.Equal(Ridge.DataFingerprint, ledger.DataFingerprint);
        int lines = RegimeRuleSet.Default.Rules.Count + 2;
        Assert.Equal(1, ledger.Count(TrialKind.Configuration));
        Assert.Equal(1, ledger.Count(TrialKind.Seed));
        Assert.Equal(27 * lines, ledger.Count(TrialKind.Strategy));
        Assert.Equal(108 * lines, ledger.Count(TrialKind.Threshold));
        TrialLook total = ledger.Looks.Single(look => look.Kind == TrialKind.Strategy && look.Key.EndsWith(" total", StringComparison.Ordinal));
        double[] ratios =
        [
            .. results.Strategies.Where(result => result.Strategy.ConfidenceThreshold == 0).Select(result => result.Score.Total.Metrics.SharpePerBar.Value).OfType<double>(),
        ];
        Assert.Equal(ratios.Length, total.Sharpes);
        Assert.All(ledger.Looks.Where(look => !look.Key.EndsWith(" total", StringComparison.Ordinal)), look => Assert.Equal(0, look.Sharpes));
        Assert.Equal(ratios.Average(), total.SharpeMean, 12);
    }

    [Fact]
    public async Task RunAsync_Best_IsTheOneThatKeepOrDeleteWouldTake()
    {
        RunResults results = await ScoringScene.ScoreAsync(Ridge);

        Assert.Equal([.. RegimeRuleSet.Default.Rules.Select(rule => rule.Name), RegimeLabels.Unclassified, BacktestScore.TotalName], results.Best.Select(best => best.Regime));
        StrategyResult[] able = [.. results.Strategies.Where(result => result.Score.Total.Metrics is { Trades: >= 30, Sharpe.Value: not null })];
        StrategyResult expected = able.OrderByDescending(result => result.Score.Total.Metrics.Sharpe.Value).First();
        Assert.Equal(expected.Score.Total.Metrics.Sharpe, results.Best[^1].Score);
        Assert.Contains(results.Best[^1].Strategy, results.Traces.Select(trace => trace.Strategy.Name));
        Assert.Equal(results.Predictions.Windows.Sum(window => window.Count), results.RegimeBars.Values.Sum());
    }

    [Fact]
    public async Task RunAsync_Basis_DependsOnBarsAndWindows()
    {
        string basis = (await ScoringScene.ScoreAsync(Ridge)).Basis.DataFingerprint;

        Assert.NotEqual(basis, (await ScoringScene.ScoreAsync(Ridge with { DataFingerprint = "others" })).Basis.DataFingerprint);
        FoldOptions shorter = ScoringScene.Quick with { TestDays = 30 };
        ScoringCase other = ScoringScene.Case(TrainingScene.Ridge, Market, options: shorter);
        Assert.NotEqual(basis, (await ScoringScene.ScoreAsync(other)).Basis.DataFingerprint);
    }

    [Fact]
    public async Task RunAsync_PartsThatDoNotBelongTogether_AreAllNamed()
    {
        HorizonForecasts own = Ridge.Models[1];
        ScoringCase mixed = Ridge with
        {
            Rules = new RunRules { Backtest = new BacktestOptions { EntryDelay = 2 } },
            Models =
            [
                Ridge.Models[0] with { Folds = [.. Ridge.Models[0].Folds.Take(2)] },
                own with { Folds = [own.Folds[0] with { Predictions = own.Folds[1].Predictions }, own.Folds[1], own.Folds[2]] },
            ],
        };

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => ScoringScene.ScoreAsync(mixed));

        string plan = Ridge.Plan.Key;
        Assert.Equal(
            $"""
            The run cannot be scored:
            - its backtest fills 2 bars after a decision, but its labels 1; both must be the same.
            - horizon 1 has the average folds 1, 2, but fold plan {plan} has 1, 2, 3.
            - the predictions of fold 1 at horizon 3 are not of the tune and report rows of that fold in plan {plan}. Train it again.
            """,
            error.Message);
    }

    [Fact]
    public async Task RunAsync_CombinatorialFolds_AreRefused()
    {
        FoldPlan cpcv = FoldPlanner.Plan(Market, new FoldOptions { Mode = FoldMode.Cpcv, Horizons = [1, 3] });

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => ScoringScene.ScoreAsync(Ridge with { Plan = cpcv }));

        Assert.Contains("its folds are cpcv, which tests the same bars several times", error.Message, StringComparison.Ordinal);
    }

    private static async Task<double[]> AskAsync(FoldForecasts fold, FeatureMatrix raw)
    {
        using ForecastModel model = await fold.Open(TestContext.Current.CancellationToken);
        double[] values = new double[raw.RowCount];
        model.Model.Predict(model.Scaler.Transform(raw), new RowRange(raw.WarmUp, raw.RowCount), Target.Return(ScoringScene.Horizon), values.AsSpan(raw.WarmUp));
        return values;
    }

    private static FoldForecasts DirectionOnly(FoldForecasts fold, string[] names, int horizon)
    {
        FoldPredictions said = fold.Predictions;
        return fold with
        {
            Predictions = said with { Blocks = [.. said.Blocks.Select(block => block with { ExpectedReturn = [.. block.OpenTicks.Select(_ => double.NaN)] })] },
            Open = async cancellation =>
            {
                using ForecastModel model = await fold.Open(cancellation);
                return model with { Model = new ScriptedModel(names, row => row % 2 == 0 ? 0.6 : 0.3, Target.Direction(horizon)) };
            },
        };
    }

    private static string Text(RunResults results) => JsonSerializer.Serialize(
        new
        {
            results.Basis,
            results.Strategies,
            results.Best,
            results.Baselines,
            results.RegimeBars,
            results.Looks,
            results.Notes,
            Curves = results.Traces.Select(trace => trace.Curve),
        },
        StorageJson.Options);
}
