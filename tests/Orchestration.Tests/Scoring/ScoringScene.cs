using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>Runs that are trained in memory: bars of four hours, quick folds, horizons 1 and 3.</summary>
internal static class ScoringScene
{
    public const int Horizon = 3;

    public static FoldOptions Quick { get; } = new() { Mode = FoldMode.Quick, Horizons = [1, Horizon] };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static BarSeries MarketOf(string symbol, ulong seed, double signal = 0.6, IReadOnlyList<SyntheticRegime>? regimes = null, int bars = 3000) =>
        SyntheticMarket.Generate(new SyntheticMarketOptions
        {
            Symbol = Symbol.Parse(symbol),
            Timeframe = Timeframe.H4,
            Seed = seed,
            Bars = bars,
            SignalStrength = signal,
            Regimes = regimes,
        }).Bars;

    /// <summary>The same moves in another order: what there was to learn is gone.</summary>
    public static BarSeries Shuffled(BarSeries bars, ulong seed)
    {
        int[] order = [.. Enumerable.Range(1, bars.Count - 1)];
        SeededRandom random = new(seed);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        BarColumns columns = new(bars.OpenTicks.ToArray(), bars.Open.ToArray(), bars.High.ToArray(), bars.Low.ToArray(), bars.Close.ToArray(), bars.Volume.ToArray());
        for (int i = 1; i < bars.Count; i++)
        {
            int from = order[i - 1];
            double scale = columns.Close[i - 1] / bars.Open[from];
            columns.Open[i] = columns.Close[i - 1];
            columns.Close[i] = bars.Close[from] * scale;
            columns.High[i] = Math.Max(bars.High[from] * scale, Math.Max(columns.Open[i], columns.Close[i]));
            columns.Low[i] = Math.Min(bars.Low[from] * scale, Math.Min(columns.Open[i], columns.Close[i]));
            columns.Volume[i] = bars.Volume[from];
        }

        return BarSeries.Create(bars.Symbol, bars.Timeframe, bars.Calendar, columns);
    }

    public static TrainingConfiguration Configuration(string model, BarSeries bars, int horizon = Horizon, string featureSystem = "v1") => new(
        model, "normalized", featureSystem, [], bars.Symbol, bars.Timeframe, days: 365, horizon,
        HyperParameters.Parse(model switch
        {
            TrainingScene.LightGbm => """{"n_estimators": 30, "num_leaves": 7}""",
            TrainingScene.Lstm => """{"hidden": 16, "sequence_length": 4, "epochs": 2}""",
            _ => "{}",
        }));

    /// <summary>A run whose folds have been trained.</summary>
    public static ScoringCase Case(string model, BarSeries bars, RunRules? rules = null, FoldOptions? options = null, int horizon = Horizon, string featureSystem = "v1")
    {
        FoldPlan plan = FoldPlanner.Plan(bars, options ?? Quick);
        IEnumerable<Fold> average = plan.Folds.Where(fold => fold.Kind == FoldKind.Average);
        TrainingConfiguration configuration = Configuration(model, bars, horizon, featureSystem);
        return new ScoringCase
        {
            Bars = bars,
            DataFingerprint = SeriesFingerprint.Of(bars),
            Plan = plan,
            Configuration = configuration,
            Recipe = FoldRecipe.Of(configuration, TrainingScene.Types),
            Seed = 1,
            Rules = rules ?? new RunRules(),
            RegimeRules = RegimeRuleSet.Default,
            Models =
            [
                .. plan.Options.Horizons.Where(each => each <= horizon).Select(each => new HorizonForecasts(
                    each, [.. average.Select(fold => Train(new FoldCase(bars, plan, fold, configuration.WithHorizon(each), Seed: 1)))])),
            ],
        };
    }

    public static Task<RunResults> ScoreAsync(ScoringCase work) => RunScoring.RunAsync(work, Cancellation);

    public static async Task<RunResults> ScoreAsync(string model, BarSeries bars, RunRules? rules = null) => await ScoreAsync(Case(model, bars, rules));

    public static StrategyResult Of(RunResults results, string strategy) => results.Strategies.Single(result => result.Strategy.Name == strategy);

    /// <summary>A model as a fold of a case has it, opened again each time.</summary>
    public static FoldForecasts Train(FoldCase work)
    {
        using TrainedFold trained = new FoldTraining(TrainingScene.Types, threads: 1).Run(work, new StepLog(), Cancellation);
        SavedModel saved = new(trained.Model.FeatureNames, trained.Model.Targets, trained.Model.Report, trained.Model.ToFiles());
        string hash = $"{work.Configuration.Model} {work.Configuration.Horizon} {work.Fold.Number}";
        Domain.Features.Scaling.FittedScaler scaler = trained.Scaler;
        return new FoldForecasts(
            work.Fold.Number, hash, trained.Predictions, _ => Task.FromResult(new ForecastModel(TrainingScene.Types.Find(work.Configuration.Model).Load(saved), scaler)));
    }

    /// <summary>Features as the reference has them: of all bars.</summary>
    public static FeatureMatrix FeaturesOf(ScoringCase work, BarSeries bars) => work.Recipe.FeatureSystem.Compute(bars, work.Recipe.FeatureOptions);
}
