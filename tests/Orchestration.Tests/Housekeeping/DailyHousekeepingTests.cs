using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Housekeeping;

public sealed class DailyHousekeepingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_TaskHubRefuses_SaysSoAndCleansAndPacksAllTheSame()
    {
        HousekeepingScene scene = await HousekeepingScene.CreateAsync(azurite.Server);
        FoldReference abandoned = await scene.FilesAsync(scene.NewKey());
        RunFold kept = await scene.TrainAsync(KeptModelTests.Model.Value);
        await scene.RunAsync(RunStatus.Completed, kept: true, [kept]);
        HistoryPurger purger = new(new PipelineOptions(), scene.Clock, NullLogger<HistoryPurger>.Instance);

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => new DailyHousekeeping(scene.Runs, scene.Queues, purger, scene.Cleaner, scene.Compressor()).RunAsync(new RefusingClient(), Token));

        Assert.Equal("refused", error.Message);
        Assert.Null(await scene.Models.ReadAsync(abandoned.RunId, 1, Token));
        Assert.True(await scene.HasModelAsync(kept));
        Assert.Equal(1, (await scene.Statistics.GatherAsync(Token)).PackedModels);
    }

    /// <summary>All runs, with their documents, are the most that a night reads.</summary>
    [Fact]
    public async Task CleanAndCompress_UseThatWasRead_ReadNoRunAgain()
    {
        HousekeepingScene scene = await HousekeepingScene.CreateAsync(azurite.Server);
        RunFold kept = await scene.TrainAsync(KeptModelTests.Model.Value);
        await scene.RunAsync(RunStatus.Completed, kept: true, [kept]);
        StorageCleanupRequest everything = new() { DryRun = false };
        FoldUse use = await FoldUse.ReadAsync(scene.Runs, scene.Queues, Token);

        long own = await CallsAsync(() => scene.Cleaner.CleanAsync(everything, Token));
        long shared = await CallsAsync(() => scene.Cleaner.CleanAsync(everything, use, Token));

        Assert.True(shared < own, $"{shared} calls with what was read, {own} without");
        Assert.Equal(1, await scene.Compressor().CompressOldAsync(use, Token));
    }

    private static async Task<long> CallsAsync(Func<Task> work)
    {
        using StorageMeter meter = StorageMeter.Start();
        await work();
        return meter.Count;
    }
}
