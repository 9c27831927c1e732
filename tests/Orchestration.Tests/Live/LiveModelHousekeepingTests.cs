using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Tests.Housekeeping;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.LiveModels;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Live;

public sealed class LiveModelHousekeepingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Beside a try that was given up, which shows that the broom was there.</summary>
    [Fact]
    public async Task Clean_PublishedModels_StayAsTheyWereWritten()
    {
        HousekeepingScene scene = await HousekeepingScene.CreateAsync(azurite.Server);
        LiveModelStore store = new(scene.Data, scene.Models);
        StoredLiveModel[] versions = [await PublishAsync(store, scene, "old", LiveScene.First), await PublishAsync(store, scene, "new", LiveScene.Second)];
        FoldReference abandoned = await scene.FilesAsync(scene.NewKey());

        await scene.Cleaner.CleanAsync(new StorageCleanupRequest { DryRun = false }, Token);
        await scene.Compressor().CompressOldAsync(Token);

        Assert.Null(await scene.Models.ReadAsync(abandoned.RunId, 1, Token));
        Assert.Equal(LiveScene.First.OrderBy(file => file.Key), (await store.ReadFilesAsync(versions[0], Token)).OrderBy(file => file.Key));
        Assert.Equal(LiveScene.Second.OrderBy(file => file.Key), (await store.ReadFilesAsync(versions[1], Token)).OrderBy(file => file.Key));
    }

    private static async Task<StoredLiveModel> PublishAsync(LiveModelStore store, HousekeepingScene scene, string id, IReadOnlyDictionary<string, byte[]> files)
    {
        StoredLiveModel model = new(
            HousekeepingScene.Btc, Timeframe.H1, "job", id, scene.Clock.GetUtcNow(), "ridge", "v1", 0.5, JsonSerializer.SerializeToElement(new { accuracy = 0.6 }), "hash");
        return (await store.PublishAsync(model, files, Token)).Model;
    }
}
