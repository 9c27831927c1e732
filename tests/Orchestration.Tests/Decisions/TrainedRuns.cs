using System.Text.Json;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Folds;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Orchestration.Tests.Decisions;

/// <summary>Runs with small ridge models, trained as the product trains them.</summary>
internal static class TrainedRuns
{
    public static BarSeries Bars(Symbol market, int count = 5000) =>
        SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = market, Seed = 7, Bars = count, SignalStrength = 0.6 }).Bars;

    public static Task StoreBarsAsync(DecisionScene scene, BarSeries bars, int revision = 0) =>
        scene.Get<BarStore>().WriteAsync(bars, revision, TestContext.Current.CancellationToken);

    /// <summary>Horizons 1 and 3; its score is made by hand.</summary>
    public static async Task<RunDetails> TrainAsync(DecisionScene scene, string id, BarSeries bars, RunRules? rules = null, ScoreBasis? basis = null, params RunBest[] best)
    {
        TrainingConfiguration configuration = TrainingScene.Configuration(TrainingScene.Ridge, bars.Symbol.Name);
        FoldPlan plan = FoldPlanner.Plan(bars, TrainingScene.Options);
        string fingerprint = SeriesFingerprint.Of(bars);
        List<RunModel> models = [];
        foreach (TrainingConfiguration needed in SharedModelPlan.NeededBy(configuration, TrainingScene.Options.Horizons))
        {
            List<RunFold> folds = [];
            foreach (Fold fold in plan.Folds)
            {
                FoldWork work = FoldWork.Of(needed, fingerprint, plan, fold.Number, seed: 5);
                folds.Add(new RunFold(fold.Number, fold.Kind == FoldKind.Average, work.Key) { Outcome = await TrainAsync(scene, work) });
            }

            models.Add(new RunModel(needed.Horizon, needed.Hash.ToString(), folds));
        }

        RunDetails details = new()
        {
            Recipe = new RunRecipe(configuration.CanonicalText, fingerprint, FoldOptionsText.Write(plan.Options), plan.Key, 5, BuildInfo.Version)
            {
                Rules = rules ?? new RunRules(),
            },
            Models = models,
            Score = new RunScore(basis ?? new ScoreBasis(fingerprint, DecisionScene.Rules), $"model of {id}", best),
        };
        await scene.StoreAsync(id, bars.Symbol, details);
        return details;
    }

    private static async Task<FoldOutcome> TrainAsync(DecisionScene scene, FoldWork work)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        FoldTaskStore tasks = scene.Get<FoldTaskStore>();
        await tasks.PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), token);
        QueueOutcome handled = await scene.Get<FoldTaskConsumer>().HandleAsync(FoldScene.Message(new FoldTaskMessage(work.Key, "nobody", 1).ToJson()), token);
        Assert.Equal(QueueOutcome.Done, handled);
        return JsonSerializer.Deserialize<FoldOutcome>((await tasks.FindOutcomeAsync(work.Key, token))!, ApiJson.Options)!;
    }
}
