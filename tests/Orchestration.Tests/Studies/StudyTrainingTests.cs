using System.Text.Json;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Decisions.Recovery;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Studies;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Studies;

/// <summary>A study whose folds go through the product's queues, rows and trainer.</summary>
public sealed class StudyTrainingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_RealFolds_MeasuresThemAndLeavesNoFiles()
    {
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server);
        StudySpec spec = await SpecAsync(hub);
        string id = await hub.Scene.Get<StudyStarter>().CreateAsync(spec, Token);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(StudyOrchestrator.Name, new StudyRun(id), new(StudyRun.InstanceOf(id)), Token);

        await hub.Client.WaitForInstanceCompletionAsync(StudyRun.InstanceOf(id), Token).WaitAsync(Patience, TimeProvider.System, Token);

        StudyView view = await hub.Scene.Get<StudyViews>().OfAsync(id, Token);
        Assert.Equal(("completed", new StudyCounters(1, 1, 0, 0)), (view.Status, view.Trials));
        StoredTrial trial = (await hub.Scene.Get<StudyStore>().TrialsAsync(id, Token))[0];
        FoldWork[] works = await WorksAsync(hub, spec, trial);
        TrainingUse sum = TrainingUse.None;
        foreach ((FoldWork work, StoredTrialStep step) in works.Zip(trial.Steps))
        {
            FoldOutcome outcome = JsonSerializer.Deserialize<FoldOutcome>((await hub.Scene.Get<FoldTaskStore>().FindOutcomeAsync(work.Key, Token))!, ApiJson.Options)!;
            Assert.Equal(outcome.Metrics["roc_auc"], Assert.Single(step.Values));
            sum = sum.Plus(new TrainingUse(outcome.Seconds, 0, outcome.StorageTransactions!.Value));
            Assert.Empty(outcome.Files);
            Assert.NotNull(outcome.Machine);
            foreach (string container in (string[])[StorageNames.Containers.Models, StorageNames.Containers.Predictions])
            {
                Assert.Empty(await hub.Data.Blobs.GetBlobContainerClient(container).GetBlobsAsync(prefix: work.Key, cancellationToken: Token).ToListAsync(Token));
            }
        }

        Assert.Equal(sum, (await hub.Scene.Get<StudyResults>().ReadAsync(id, Token)).Use);
    }

    private static async Task<StudySpec> SpecAsync(RecoveryHub hub)
    {
        Symbol market = DecisionScene.NewMarket();
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = market, Seed = 7, Bars = 10_000, SignalStrength = 0.6 }).Bars;
        await hub.Scene.Get<BarStore>().WriteAsync(bars, 0, Token);
        return new StudySpec
        {
            Symbol = market.Name,
            Timeframe = "1h",
            Model = "ridge",
            FeatureSystem = "v1",
            Horizons = [1],
            Space = SearchSpaces.TextOf("ridge"),
            Defaults = SearchSpaces.DefaultsOf("ridge"),
            Trials = new PhaseTrials(1, 1, 1, 1),
            Phases = 1,
            Days = 60,
            DataFingerprint = SeriesFingerprint.Of(bars),
        };
    }

    private static async Task<FoldWork[]> WorksAsync(RecoveryHub hub, StudySpec spec, StoredTrial trial)
    {
        StudyGround ground = await hub.Scene.Get<StudyPlanner>().GroundAsync(spec, Token);
        return
        [
            .. ground.Folds.Select(fold => FoldWork.Of(StudyPlanner.ConfigurationOf(spec, trial, 1), spec.DataFingerprint, ground.Plan, fold.Number, (ulong)trial.Seed) with
            {
                Kind = FoldWork.Trial,
            }),
        ];
    }
}
