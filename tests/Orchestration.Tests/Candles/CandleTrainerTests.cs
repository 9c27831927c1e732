using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Candles;

public sealed class CandleTrainerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TrainAsync_UnknownKind_IsRefusedAndSaysWhichThereAre()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        (FoldWork work, _) = await PlanAsync(scene);

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => TrainAsync(scene, work with { Kind = "tree" }));

        Assert.Equal(
            "The work is of kind 'tree', and this program trains folds of configurations, which have no kind, and the kinds 'candle' and 'trial'. Plan it again.", error.Message);
    }

    [Fact]
    public async Task TrainAsync_BarsAfterThoseOfTheRun_MayComeMeanwhile()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        (FoldWork work, BarSeries bars) = await PlanAsync(scene, drop: 10);
        await WriteAsync(scene, bars);

        FoldOutcome outcome = await TrainAsync(scene, work);

        Assert.NotNull(outcome.Metrics["roc_auc"]);
    }

    [Fact]
    public async Task TrainAsync_BarsOfTheRunChanged_IsRefused()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        (FoldWork work, BarSeries bars) = await PlanAsync(scene);
        await WriteAsync(scene, TrainingScene.ChangedFrom(bars, CandleScene.Candle - 1, 2));

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => TrainAsync(scene, work));

        Assert.StartsWith(
            $"The bars of {bars.Symbol} 1d around {TimeInterval.Text(bars.OpenTime(CandleScene.Candle))} have changed since the run was planned: their fingerprint was "
            + $"{work.DataFingerprint} and is ", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What is staged and not copied yet is the result of a task that no run of the history knows.</summary>
    [Fact]
    public async Task CleanAsync_StagedFilesOfARunThatHasNotEnded_Stay()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        (FoldWork work, _) = await PlanAsync(scene);
        FoldTaskStore tasks = scene.Get<FoldTaskStore>();
        await tasks.PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), Token);
        await scene.Get<FoldTaskConsumer>().HandleAsync(Folds.FoldScene.Message(new FoldTaskMessage(work.Key, "instance", 1).ToJson()), Token);
        FoldOutcome outcome = JsonSerializer.Deserialize<FoldOutcome>((await tasks.FindOutcomeAsync(work.Key, Token))!, ApiJson.Options)!;

        ManualTimeProvider later = new(TimeProvider.System.GetUtcNow().AddDays(3));
        StorageCleaner cleaner = new(
            scene.Get<RunStore>(), scene.Get<QueueStore>(), tasks, scene.Get<ModelStore>(), scene.Get<PredictionStore>(), scene.Get<BarStore>(), scene.Get<CheckpointStore>(),
            scene.Get<Payloads>(), later, NullLogger<StorageCleaner>.Instance);
        StorageCleanupReport report = await cleaner.CleanAsync(new StorageCleanupRequest { DryRun = false }, Token);

        Assert.DoesNotContain(report.Groups.SelectMany(group => group.Names), name => name.StartsWith(work.Key, StringComparison.Ordinal));
        (_, CandlePackage package) = await scene.Get<CandleFiles>().StagedAsync(FoldReference.Parse(outcome.Files[FoldFiles.Model]), Token);
        Assert.Equal(outcome.Metrics, package.Results.TestMetrics);
    }

    [Fact]
    public void Key_OfAWorkWithAKind_IsAnother()
    {
        FoldWork work = new("{}", "data", "{}", "plan", 1, 1, "1");

        Assert.NotEqual(work.Key, (work with { Kind = FoldWork.Candle }).Key);
        Assert.NotEqual((work with { Kind = FoldWork.Candle }).Key, (work with { Repeat = FoldWork.Candle }).Key);
    }

    private static async Task<(FoldWork Work, BarSeries Bars)> PlanAsync(DecisionScene scene, int drop = 0)
    {
        BarSeries bars = CandleScene.MarketOf(DecisionScene.NewMarket().Name);
        BarSeries stored = bars.Slice(0, bars.Count - drop);
        await WriteAsync(scene, stored);
        CandleConfig config = CandleScene.Config(stored, CandleScene.Options with { TrainYears = 1 });
        return (CandlePlanner.WorkOf(stored, config, "run"), bars);
    }

    private static async Task WriteAsync(DecisionScene scene, BarSeries bars)
    {
        BarStore store = scene.Get<BarStore>();
        StoredSeries? before = await store.FindAsync(bars.Symbol, bars.Timeframe, Token);
        Assert.NotNull(await store.WriteAsync(bars, before?.Revision ?? 0, Token));
    }

    private static Task<FoldOutcome> TrainAsync(DecisionScene scene, FoldWork work) =>
        scene.Get<IFoldTrainer>().TrainAsync(work, new FoldAttempt(work.Key, "owner", 1), new StepLog(), Token);
}
