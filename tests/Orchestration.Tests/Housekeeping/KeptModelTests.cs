using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Housekeeping;

/// <summary>What is done with models that stay: they are packed, counted and exported.</summary>
public sealed class KeptModelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>A real one: what nobody can open is not packed.</summary>
    internal static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Model = new(Pack);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompressOld_KeptModel_IsSmallerAndOpensWithTheSameHash()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync(Model.Value);
        await scene.RunAsync(RunStatus.Completed, true, [fold]);
        long before = (await StoredAsync(scene)).Bytes;

        Assert.Equal(1, await scene.Compressor().CompressOldAsync(Token));

        StoredModel after = await StoredAsync(scene);
        Assert.True(after.IsPacked);
        Assert.True(after.Bytes < before, $"{before} bytes became {after.Bytes}");
        IReadOnlyDictionary<string, byte[]> stored = (await scene.Models.ReadAsync(HousekeepingScene.PlaceOf(fold).RunId, 1, Token))!;
        Assert.Equal(ModelFile.Hash(Model.Value), ModelFile.Hash(stored));
        using Models.IModel opened = ModelFile.Open(stored, TrainingScene.Types).Model;
        Assert.Equal(Model.Value.Keys.Order(), ModelFile.Decompress(stored).Keys.Order());
        Assert.Equal(0, await scene.Compressor().CompressOldAsync(Token));
    }

    [Fact]
    public async Task CompressOld_YoungNotKeptDamagedOrSwitchedOff_IsLeft()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync(Model.Value);
        await scene.RunAsync(RunStatus.Completed, true, [fold]);
        await scene.RunAsync(RunStatus.Completed, false, [await scene.TrainAsync(Model.Value)]);

        Assert.Equal(0, await scene.Compressor(new PipelineOptions { CompressAfterDays = 3 }).CompressOldAsync(Token));
        Assert.Equal(0, await scene.Compressor(new PipelineOptions { CompressAfterDays = 1, CompressOldModels = false }).CompressOldAsync(Token));
        await scene.RunAsync(RunStatus.Completed, true, [await scene.TrainAsync()]);
        Assert.Equal(1, await scene.Compressor().CompressOldAsync(Token));
    }

    [Fact]
    public async Task Gather_KeptAndDeleted_SaysWhatWasSaved()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold kept = await scene.TrainAsync();
        long size = (await StoredAsync(scene)).Bytes;
        await scene.RunAsync(RunStatus.Completed, true, [kept], score: HousekeepingScene.Score(size));
        for (int i = 0; i < 9; i++) await scene.RunAsync(RunStatus.Completed, false, [], score: HousekeepingScene.Score(size));
        await scene.RunAsync(RunStatus.Running, null, []);
        await scene.FilesAsync(scene.NewKey());

        StorageStats stats = await scene.Statistics.GatherAsync(Token);

        MarketStorage market = Assert.Single(stats.Markets);
        Assert.Equal(new MarketStorage("BTCUSDT", "1h", 10, 1, 10 * size, size), market);
        Assert.Equal((9 * size, 0.9), (market.BytesSaved, market.SavedShare));
        Assert.Equal(market with { Symbol = "all", Timeframe = "all" }, stats.Total);
        Assert.Equal(new StoredAmount(2, 2 * size), stats.Models);
        Assert.Equal((2, 2), (stats.Predictions.Count, stats.Orphans.Count));
        Assert.Equal(0, stats.PackedModels);
    }

    [Fact]
    public async Task Gather_NothingStored_IsAllNothing()
    {
        StorageStats stats = await (await SceneAsync()).Statistics.GatherAsync(Token);

        Assert.Empty(stats.Markets);
        Assert.Null(stats.Total.SavedShare);
        Assert.Equal(new StoredAmount(0, 0), stats.Models);
    }

    [Fact]
    public async Task Export_KeptModelsAndCheckpoints_LieInTheFoldersOfTheSettings()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync(Model.Value);
        string run = await scene.RunAsync(RunStatus.Completed, true, [fold]);
        await scene.RunAsync(RunStatus.Completed, false, [await scene.TrainAsync(Model.Value)]);
        CheckpointName checkpoint = await scene.Checkpoints.SaveAsync(new QueueCheckpoint("q", 2, 1, 1), Token);
        using ScratchFolder data = new();
        PipelineOptions options = new() { ArtifactsDir = "kept", CheckpointsDir = "saved" };
        StorageExporter exporter = new(scene.Runs, scene.Models, scene.Checkpoints, options, new ExportFolder(data.Path));

        StorageExportReport report = await exporter.ExportAsync(Token);

        Assert.Equal(new StorageExportReport(Path.Combine(data.Path, "kept"), 1, Path.Combine(data.Path, "saved"), 1), report);
        Assert.Equal(ModelFile.Hash(Model.Value), ModelFile.Hash(ModelFolder.Read(Path.Combine(data.Path, "kept", run, "h1-fold01"))));
        Assert.Contains("\"next\":1", await File.ReadAllTextAsync(Path.Combine(data.Path, "saved", checkpoint.ToString()), Token), StringComparison.Ordinal);
        Assert.Equal((0, 0), (await exporter.ExportAsync(Token)) is var again ? (again.Models, again.Checkpoints) : default);
    }

    [Fact]
    public async Task Export_NoFolder_SaysWhereThingsAre()
    {
        HousekeepingScene scene = await SceneAsync();

        RequestException error = await Assert.ThrowsAsync<RequestException>(
            () => new StorageExporter(scene.Runs, scene.Models, scene.Checkpoints, new PipelineOptions()).ExportAsync(Token));

        Assert.Equal(409, error.Status);
        Assert.Equal("There is no folder to export to: this host runs in Azure. Models are in the container 'models', checkpoints in 'checkpoints'.", error.Message);
    }

    private static IReadOnlyDictionary<string, byte[]> Pack()
    {
        FoldCase work = TrainingScene.Case(TrainingScene.Ridge);
        using TrainedFold trained = TrainingScene.Train(work);
        return ModelFile.Pack(trained.Model, new ModelContext
        {
            FeatureSystem = trained.Recipe.FeatureSystem,
            Timeframe = work.Bars.Timeframe,
            FeatureOptions = trained.Recipe.FeatureOptions,
            Scaler = trained.Scaler,
            HyperParameters = work.Configuration.HyperParameters,
            Seed = 1,
            Threads = 1,
            DataHash = new string('a', 64),
            CodeVersion = "1.0.0",
            Created = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        });
    }

    private static async Task<StoredModel> StoredAsync(HousekeepingScene scene) => await scene.Models.ListAsync(null, Token).FirstAsync(Token);

    private Task<HousekeepingScene> SceneAsync() => HousekeepingScene.CreateAsync(azurite.Server);
}
