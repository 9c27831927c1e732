using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Training;

public sealed class FoldTrainerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TrainingScene.Ridge, "v1")]
    [InlineData(TrainingScene.LightGbm, "v2")]
    [InlineData(TrainingScene.Lstm, "poc16")]
    public async Task TrainAsync_StoredFiles_OpenAgainAndForecastTheSame(string model, string featureSystem)
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, $"{model}USDT", model, featureSystem);

        FoldOutcome outcome = await TrainAsync(services, work, "first");

        FoldFiles files = services.GetRequiredService<FoldFiles>();
        FoldPredictions predictions = await files.ReadPredictionsAsync(FoldReference.Parse(outcome.Files[FoldFiles.Predictions]), Cancellation);
        IReadOnlyDictionary<string, byte[]> stored = await files.ReadModelAsync(FoldReference.Parse(outcome.Files[FoldFiles.Model]), Cancellation);
        using OpenedModel opened = ModelFile.Open(stored, TrainingScene.Types);
        Assert.Equal(outcome.Hashes[FoldFiles.Model], opened.Manifest.Hash);
        Assert.Equal(work.Seed, opened.Manifest.Seed);
        Assert.Equal(work.DataFingerprint, opened.Manifest.DataHash);
        BarSeries bars = TrainingScene.MarketOf($"{model}USDT", seed: 7);
        FeatureMatrix features = opened.Manifest.Scaler.Transform(FeatureSystems.Parse(opened.Manifest.FeatureSystem).Compute(bars, opened.Manifest.FeatureOptions));
        foreach (PredictionBlock block in predictions.Blocks)
        {
            int first = bars.IndexAtOrAfter(new DateTimeOffset(block.OpenTicks[0], TimeSpan.Zero));
            double[] again = new double[block.Count];
            opened.Model.Predict(features, new RowRange(first, first + block.Count), Target.Direction(3), again);
            Assert.Equal(block.ProbabilityUp, again);
        }
    }

    [Fact]
    public async Task TrainAsync_SecondTry_OverwritesNothingOfTheFirst()
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, "TWICEUSDT");
        FoldOutcome first = await TrainAsync(services, work, "first");
        Dictionary<string, BlobItem> before = await BlobsAsync(services, work.Key);
        Assert.NotEmpty(before);

        FoldOutcome second = await TrainAsync(services, work, "second");

        Dictionary<string, BlobItem> after = await BlobsAsync(services, work.Key);
        Assert.Equal(first.Hashes, second.Hashes);
        Assert.Equal(first.Metrics, second.Metrics);
        Assert.Empty(first.Files.Values.Intersect(second.Files.Values));
        Assert.All(before, blob => Assert.Equal(blob.Value.Properties.ETag, after[blob.Key].Properties.ETag));
        Assert.Equal(2 * before.Count, after.Count);
    }

    [Fact]
    public async Task LoadAsync_TwoFoldsOfAMarket_ShareItsBars()
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, "SHAREDUSDT");
        FoldCaseLoader cases = services.GetRequiredService<FoldCaseLoader>();

        FoldCase first = await cases.LoadAsync(work, Cancellation);
        FoldCase second = await cases.LoadAsync(work with { Fold = 2 }, Cancellation);

        Assert.Same(first.Bars, second.Bars);
        Assert.NotEqual(first.Fold, second.Fold);
    }

    [Fact]
    public async Task TrainAsync_BarsChangedSincePlanned_IsRefused()
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, "CHANGEDUSDT");
        BarSeries changed = TrainingScene.MarketOf("CHANGEDUSDT", seed: 8);
        await services.GetRequiredService<BarStore>().WriteAsync(changed, revision: 1, Cancellation);

        await RefusedAsync(
            services,
            work,
            "The bars of CHANGEDUSDT 1h have changed since the folds were planned: "
            + $"their fingerprint was {work.DataFingerprint} and is {SeriesFingerprint.Of(changed)}. Plan the folds again.");
    }

    [Fact]
    public async Task TrainAsync_OptionsOfAnotherPlan_AreRefused()
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, "PLANUSDT");
        FoldOptions others = TrainingScene.Options with { TestDays = 20 };
        string made = FoldPlanner.Plan(TrainingScene.MarketOf("PLANUSDT", seed: 7), others).Key;

        await RefusedAsync(
            services,
            work with { FoldOptions = FoldOptionsText.Write(others) },
            $"The fold options of the work give the plan {made}, but the plan {work.FoldPlanKey} was asked for: they are not the options that it was made of, "
            + "or another version of the program made it. Plan the folds again.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task TrainAsync_FoldThatThePlanHasNot_IsRefused(int fold)
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, $"FOLD{fold}USDT");

        await RefusedAsync(services, work with { Fold = fold }, $"There is no fold {fold} in the plan {work.FoldPlanKey}; it has folds 1 to 2.");
    }

    [Fact]
    public async Task TrainAsync_DaysThatContradictEachOther_AreRefused()
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, "DAYSUSDT");

        await RefusedAsync(
            services,
            work with { FoldOptions = FoldOptionsText.Write(TrainingScene.Options with { Days = 90 }) },
            "The configuration trains on 365 days a fold, but the folds are planned with 90. Plan the folds with the days of the configuration.");
    }

    [Fact]
    public async Task TrainAsync_NoBars_IsRefused()
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, "GONEUSDT");
        await services.GetRequiredService<BarStore>().DeleteAsync(Symbol.Parse("GONEUSDT"), Timeframe.H1, Cancellation);

        await RefusedAsync(services, work, "There are no bars of GONEUSDT 1h. Import them, then plan the folds.");
    }

    [Fact]
    public async Task TrainAsync_WorkOfAnotherVersion_IsLeftForItsTrainer()
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, "VERSIONUSDT") with { CodeVersion = "9.9.9" };

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => TrainAsync(services, work, "try"));

        Assert.Equal(
            $"The fold is for version 9.9.9 of the program, and this is {BuildInfo.Version}. Start a trainer of that version, or plan the folds again.", error.Message);
    }

    [Fact]
    public async Task TrainAsync_CancelledWhileTraining_StoresNothing()
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, "STOPUSDT", TrainingScene.Lstm);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        StepLog log = new(_ => stop.Cancel());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            services.GetRequiredService<IFoldTrainer>().TrainAsync(work, new FoldAttempt(work.Key, "try", 1), log, stop.Token));

        Assert.Empty(await BlobsAsync(services, work.Key));
    }

    [Fact]
    public async Task HandleAsync_TaskOnTheQueue_EndsWithTheOutcomeInItsRow()
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork work = await PlanAsync(services, "ROWUSDT") with { Seed = ulong.MaxValue };
        FoldTaskStore tasks = services.GetRequiredService<FoldTaskStore>();
        await tasks.PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), Cancellation);
        FoldTaskConsumer consumer = services.GetRequiredService<FoldTaskConsumer>();

        QueueOutcome handled = await consumer.HandleAsync(Folds.FoldScene.Message(new FoldTaskMessage(work.Key, "instance", 1).ToJson()), Cancellation);

        Assert.Equal(QueueOutcome.Done, handled);
        Assert.Equal(FoldTaskState.Done, (await tasks.FindAsync(work.Key, Cancellation))!.State);
        FoldOutcome outcome = JsonSerializer.Deserialize<FoldOutcome>((await tasks.FindOutcomeAsync(work.Key, Cancellation))!, ApiJson.Options)!;
        Assert.NotNull(outcome.Metrics["roc_auc"]);
        Assert.Equal("cpu", outcome.Device);
        FoldReference reference = FoldReference.Parse(outcome.Files[FoldFiles.Model]);
        IReadOnlyDictionary<string, byte[]> model = await services.GetRequiredService<FoldFiles>().ReadModelAsync(reference, Cancellation);
        Assert.Equal(outcome.Hashes[FoldFiles.Model], TrainingScene.HashOf(model));
    }

    /// <summary>A training that takes minutes, on the clock of the machine.</summary>
    [Fact]
    public async Task HandleAsync_FoldCancelledWhileTraining_EndsItAndStoresNothing()
    {
        await using ServiceProvider services = await ServicesAsync();
        FoldWork planned = await PlanAsync(services, "LONGUSDT", TrainingScene.Lstm);
        TrainingConfiguration brief = TrainingConfiguration.Parse(planned.Configuration);
        TrainingConfiguration slow = new(
            brief.Model, brief.Encoder, brief.FeatureSystem, brief.IndicatorTimeframes, brief.Symbol, brief.Timeframe, brief.Days, brief.Horizon,
            HyperParameters.Parse("""{"hidden": 64, "sequence_length": 32, "epochs": 1000, "patience": 1000}"""));
        FoldWork work = planned with { Configuration = slow.CanonicalText };
        FoldTaskStore tasks = services.GetRequiredService<FoldTaskStore>();
        await tasks.PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), Cancellation);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FoldTaskConsumer consumer = new(
            tasks, services.GetRequiredService<FoldMessenger>(), new TellingTrainer(services.GetRequiredService<IFoldTrainer>(), begun), new FoldTaskOptions(), TimeProvider.System,
            NullLogger<FoldTaskConsumer>.Instance, services.GetRequiredService<FoldMeter>());
        Task<QueueOutcome> handling = consumer.HandleAsync(Folds.FoldScene.Message(new FoldTaskMessage(work.Key, "instance", 1).ToJson()), Cancellation);
        await begun.Task.WaitAsync(Cancellation);

        await tasks.CancelAsync(work.Key, "instance", Cancellation);

        Assert.Equal(QueueOutcome.Done, await handling);
        Assert.Null(await tasks.FindOutcomeAsync(work.Key, Cancellation));
        Assert.Empty(await BlobsAsync(services, work.Key));
    }

    private static async Task RefusedAsync(ServiceProvider services, FoldWork work, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<ServerlessTrainingException>(() => TrainAsync(services, work, "try"))).Message);

    private static Task<FoldOutcome> TrainAsync(ServiceProvider services, FoldWork work, string owner) =>
        services.GetRequiredService<IFoldTrainer>().TrainAsync(work, new FoldAttempt(work.Key, owner, 1), new StepLog(), Cancellation);

    /// <summary>Stores a market of its own and plans its folds.</summary>
    private static async Task<FoldWork> PlanAsync(ServiceProvider services, string symbol, string model = TrainingScene.Ridge, string featureSystem = "v1")
    {
        BarSeries bars = TrainingScene.MarketOf(symbol, seed: 7);
        Assert.NotNull(await services.GetRequiredService<BarStore>().WriteAsync(bars, revision: 0, Cancellation));
        return FoldWork.Of(TrainingScene.Configuration(model, symbol, featureSystem), SeriesFingerprint.Of(bars), FoldPlanner.Plan(bars, TrainingScene.Options), fold: 1, seed: 5);
    }

    private static async Task<Dictionary<string, BlobItem>> BlobsAsync(ServiceProvider services, string key)
    {
        Dictionary<string, BlobItem> found = [];
        foreach (string name in (string[])[StorageNames.Containers.Models, StorageNames.Containers.Predictions])
        {
            BlobContainerClient container = services.GetRequiredService<StorageClients>().Blobs.GetBlobContainerClient(name);
            await foreach (BlobItem blob in container.GetBlobsAsync(prefix: key, cancellationToken: Cancellation)) found[$"{name}/{blob.Name}"] = blob;
        }

        return found;
    }

    /// <summary>The trainer as the product composes it.</summary>
    private async Task<ServiceProvider> ServicesAsync()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [Storage.Configuration.StorageOptions.SettingName] = azurite.Server.ConnectionString })
            .Build();
        ServiceProvider services = new ServiceCollection()
            .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>))
            .AddSingleton(TrainingScene.Natives)
            .AddFoldTraining(configuration)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        await services.GetRequiredService<StorageSchema>().EnsureAsync(Cancellation);
        return services;
    }

    /// <summary>Tells of the first step.</summary>
    private sealed class TellingTrainer(IFoldTrainer trainer, TaskCompletionSource begun) : IFoldTrainer
    {
        public Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation) =>
            trainer.TrainAsync(work, attempt, new StepLog(_ => begun.TrySetResult()), cancellation);
    }
}
