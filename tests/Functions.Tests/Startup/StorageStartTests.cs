using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Startup;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Functions.Tests.Startup;

[Collection(nameof(OneStore))]
public sealed class StorageStartTests(AzuriteFixture azurite)
{
    private const int ReadyEvent = 4180;
    private const int NotYetEvent = 4181;
    private const int RefusedEvent = 4182;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_NewStore_MakesItAndIsReady()
    {
        await using StartScene scene = await StartScene.OnAsync(azurite, version: null);

        await scene.Start.StartAsync(Cancel);
        await scene.Start.WaitAsync(Cancel);

        Assert.Equal(StorageSchema.CurrentVersion, await scene.VersionAsync());
        Assert.True(await scene.HasQueueAsync(StorageNames.Queues.FoldResults));
    }

    [Fact]
    public async Task Start_StoreIsRight_CostsOneRead()
    {
        await using StartScene scene = await StartScene.OnAsync(azurite, version: null);
        await scene.Start.StartAsync(Cancel);
        await scene.Start.WaitAsync(Cancel);
        int before = scene.Storage.Calls;
        using StorageStart next = scene.New();

        await next.StartAsync(Cancel);
        await next.WaitAsync(Cancel);

        Assert.Equal(1, scene.Storage.Calls - before);
    }

    [Fact]
    public async Task Start_SeveralInstancesAtOnce_AllAreReadyOnOneStore()
    {
        await using StartScene scene = await StartScene.OnAsync(azurite, version: null);
        StorageStart[] instances = [.. Enumerable.Range(0, 4).Select(_ => scene.New())];

        await Task.WhenAll(instances.Select(one => one.StartAsync(Cancel)));
        await Task.WhenAll(instances.Select(one => one.WaitAsync(Cancel)));

        Assert.Equal(StorageSchema.CurrentVersion, await scene.VersionAsync());
        Assert.DoesNotContain(scene.Log.Lines, line => line.Level > LogLevel.Information);
        foreach (StorageStart one in instances) one.Dispose();
    }

    [Fact]
    public async Task Start_RolesDoNotHoldYet_WarnsAndTriesLaterEachTimeUntilTheyDo()
    {
        await using StartScene scene = await StartScene.OnAsync(azurite, version: null);
        scene.Storage.Refuses = true;

        await scene.Start.StartAsync(Cancel);
        foreach (int seconds in (int[])[2, 4, 8, 16, 30, 30])
        {
            await scene.Clock.WhenTimerIsDueInAsync(TimeSpan.FromSeconds(seconds), Cancel);
            Assert.False(scene.Start.IsReady);
            if (seconds == 30) scene.Storage.Refuses = scene.Log.Lines.Count < 6;
            scene.Clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        await scene.Start.WaitAsync(Cancel);
        (int Event, LogLevel Level, string Text)[] lines = [.. scene.Log.Lines];
        Assert.Equal([.. Enumerable.Repeat(NotYetEvent, 6), ReadyEvent], lines.Select(line => line.Event));
        Assert.All(lines[..6], line => Assert.Equal(LogLevel.Warning, line.Level));
        Assert.Equal(
            "Storage: no function that needs the data account runs yet (try 1): The data account refuses the app (403). Roles take some minutes to hold after a "
            + "deployment; if this lasts, see that the app's identity has the roles on it that infra/README.md lists, and that its network lets the app in. Next try in 2 s",
            lines[0].Text);
    }

    [Fact]
    public async Task WaitOrExplain_RolesDoNotHoldYet_Answers503WithTheReason()
    {
        await using StartScene scene = await StartScene.OnAsync(azurite, version: null);
        scene.Storage.Refuses = true;
        await scene.Start.StartAsync(Cancel);

        RequestException error = await Assert.ThrowsAsync<RequestException>(() => scene.Start.WaitOrExplainAsync(Cancel));

        Assert.Equal(503, error.Status);
        Assert.StartsWith("The data account refuses the app (403).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitOrExplain_NoAnswerWithin20Seconds_SaysSo()
    {
        await using StartScene scene = await StartScene.OnAsync(azurite, version: null);
        Task waiting = scene.Start.WaitOrExplainAsync(Cancel);
        await scene.Clock.WhenTimerIsDueInAsync(TimeSpan.FromSeconds(20), Cancel);

        scene.Clock.Advance(TimeSpan.FromSeconds(20));

        RequestException error = await Assert.ThrowsAsync<RequestException>(() => waiting);
        Assert.Equal("The data account has not answered yet. Try again in a minute.", error.Message);
    }

    [Fact]
    public async Task Start_NewerStore_IsCriticalAndLeftAloneUntilItIsPutRight()
    {
        await using StartScene scene = await StartScene.OnAsync(azurite, version: 99);

        await scene.Start.StartAsync(Cancel);
        RequestException error = await Assert.ThrowsAsync<RequestException>(() => scene.Start.WaitOrExplainAsync(Cancel));
        await scene.Clock.WhenTimerIsDueInAsync(TimeSpan.FromSeconds(2), Cancel);

        Assert.Equal("The store has version 99, and this program knows versions up to 1. Start the newer program, or give this one another storage account.", error.Message);
        Assert.Equal((RefusedEvent, LogLevel.Critical), (scene.Log.Lines[0].Event, scene.Log.Lines[0].Level));
        Assert.Equal(99, await scene.VersionAsync());

        await scene.SetVersionAsync(StorageSchema.CurrentVersion);
        scene.Clock.Advance(TimeSpan.FromSeconds(2));
        await scene.Start.WaitAsync(Cancel);
    }
}
