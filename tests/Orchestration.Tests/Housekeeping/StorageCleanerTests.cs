using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Housekeeping;

public sealed class StorageCleanerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RunStatus.Completed, true, false)]
    [InlineData(RunStatus.Completed, null, false)]
    [InlineData(RunStatus.Running, null, false)]
    [InlineData(RunStatus.Completed, false, true)]
    [InlineData(RunStatus.Failed, null, true)]
    [InlineData(RunStatus.Cancelled, null, true)]
    public async Task Clean_FoldOfARun_GoesWithItsResultOnlyWhereTheRunIsOverAndNotKept(RunStatus status, bool? kept, bool goes)
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync();
        await scene.RunAsync(status, kept, [fold]);

        await scene.CleanAsync();

        Assert.Equal((!goes, !goes), (await scene.HasModelAsync(fold), await scene.HasPredictionsAsync(fold)));
        Assert.Equal(goes, (await scene.Tasks.FindAsync(fold.Key, Token))!.State == FoldTaskState.Queued);
        Assert.Equal(goes, await scene.Tasks.FindOutcomeAsync(fold.Key, Token) is null);
    }

    [Fact]
    public async Task Clean_FoldSharedWithAKeptRun_Stays()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync();
        await scene.RunAsync(RunStatus.Completed, false, [fold]);
        await scene.RunAsync(RunStatus.Completed, true, [fold]);

        await scene.CleanAsync();

        Assert.True(await scene.HasModelAsync(fold));
    }

    [Fact]
    public async Task Clean_RunningRunHasNotNotedItsFold_Stays()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync();
        await scene.RunAsync(RunStatus.Running, null, [fold with { Outcome = null }]);

        await scene.CleanAsync();

        Assert.True(await scene.HasModelAsync(fold));
    }

    [Fact]
    public async Task Clean_DeletedModelThatWasRestored_Stays()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync();
        await scene.RunAsync(RunStatus.Completed, false, [fold], verdict: new RunVerdict("board", "line", []) { Restored = scene.Clock.GetUtcNow() });

        await scene.CleanAsync();

        Assert.True(await scene.HasModelAsync(fold));
    }

    [Theory]
    [InlineData(QueueState.Running, true)]
    [InlineData(QueueState.Paused, true)]
    [InlineData(QueueState.Crashed, true)]
    [InlineData(QueueState.Completed, false)]
    [InlineData(QueueState.Cancelled, false)]
    public async Task Clean_QueueUnfinished_KeepsWhatItMayStillUseAndSaysSo(QueueState state, bool stays)
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync();
        await scene.RunAsync(RunStatus.Completed, false, [fold]);
        await scene.QueueAsync("q1", state);

        StorageCleanupReport report = await scene.CleanAsync();

        Assert.Equal(stays, await scene.HasModelAsync(fold));
        Assert.Equal(stays ? ["1 models of runs that are not kept stay until these queues have ended: q1"] : [], report.Notes);
    }

    [Fact]
    public async Task Clean_TryThatWasGivenUp_GoesAndTheResultStays()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync();
        await scene.RunAsync(RunStatus.Completed, true, [fold]);
        FoldReference abandoned = await scene.FilesAsync(fold.Key);
        FoldReference ofNoRow = await scene.FilesAsync(scene.NewKey());

        StorageCleanupReport report = await scene.CleanAsync();

        Assert.True(await scene.HasModelAsync(fold));
        Assert.Null(await scene.Models.ReadAsync(abandoned.RunId, 1, Token));
        Assert.Null(await scene.Predictions.ReadAsync(ofNoRow.RunId, 1, Token));
        Assert.Equal([("models", 2), ("predictions", 2), ("bars", 0), ("checkpoints", 0), ("payloads", 0)], report.Groups.Select(group => (group.Kind, group.Count)));
    }

    /// <summary>Nobody but the cleaner deletes what a cancelled try had written.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Clean_FilesOfATryThatRuns_GoOnceItWasCancelled(bool cancelled)
    {
        HousekeepingScene scene = await SceneAsync();
        string key = scene.NewKey();
        FoldReference place = await scene.FilesAsync(key);
        await scene.Tasks.PlanAsync(key, "{}", Token);
        FoldTaskRow row = (await scene.Tasks.FindAsync(key, Token))! with { State = FoldTaskState.Running, Owner = place.RunId.Split('-')[1], Instance = "set" };
        Assert.NotNull(await scene.Tasks.TryUpdateAsync(row, Token));
        if (cancelled) await scene.Tasks.CancelAsync(key, "set", Token);

        await scene.CleanAsync();

        Assert.Equal(cancelled, await scene.Models.ReadAsync(place.RunId, 1, Token) is null);
    }

    [Fact]
    public async Task Clean_FoldOfNoRunAndFilesOfOthers_Stay()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync();
        await scene.Models.WriteAsync("somebody-else", 1, new Dictionary<string, byte[]> { ["manifest.json"] = [1] }, Token);

        await scene.CleanAsync();

        Assert.True(await scene.HasModelAsync(fold));
        Assert.NotNull(await scene.Models.ReadAsync("somebody-else", 1, Token));
    }

    [Fact]
    public async Task Clean_DryRun_SaysTheSameAndDeletesNothing()
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync();
        await scene.RunAsync(RunStatus.Completed, false, [fold]);

        StorageCleanupReport dry = await scene.CleanAsync(new StorageCleanupRequest());
        Assert.True(await scene.HasModelAsync(fold));
        StorageCleanupReport real = await scene.CleanAsync();

        Assert.True(dry.DryRun);
        Assert.True(dry.Bytes > 0);
        Assert.Equal(dry.Bytes, real.Bytes);
        Assert.Equal(JsonSerializer.Serialize(dry.Groups), JsonSerializer.Serialize(real.Groups));
        Assert.Equal(0, (await scene.CleanAsync()).Bytes);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(1, true)]
    public async Task Clean_Age_IsWhatIsAskedFor(int days, bool goes)
    {
        HousekeepingScene scene = await SceneAsync();
        RunFold fold = await scene.TrainAsync();
        await scene.RunAsync(RunStatus.Completed, false, [fold]);

        await scene.CleanAsync(new StorageCleanupRequest { DaysOld = days, DryRun = false });

        Assert.Equal(!goes, await scene.HasModelAsync(fold));
    }

    [Fact]
    public async Task Clean_OldCheckpoints_GoButTheNewestOfAnUnfinishedQueue()
    {
        HousekeepingScene scene = await SceneAsync();
        await scene.QueueAsync("paused", QueueState.Paused);
        await scene.QueueAsync("done", QueueState.Completed);
        foreach (string queue in (string[])["paused", "done"])
        {
            for (int i = 0; i < 2; i++) await scene.Checkpoints.SaveAsync(new QueueCheckpoint(queue, 2, i, i), Token);
        }

        scene.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, (await scene.CleanAsync()).Groups.Single(group => group.Kind == "checkpoints").Count);
        scene.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(3, (await scene.CleanAsync()).Groups.Single(group => group.Kind == "checkpoints").Count);

        Assert.Equal(1, (await scene.Checkpoints.NewestAsync("paused", Token))!.Next);
        Assert.Null(await scene.Checkpoints.NewestAsync("done", Token));
    }

    [Fact]
    public async Task Clean_ReplacedBarsAndDocuments_GoAndWhatIsNamedIsRead()
    {
        HousekeepingScene scene = await SceneAsync();
        await scene.Bars.WriteAsync(TrainingScene.MarketOf("BTCUSDT", 1).Slice(0, 100), 0, Token);
        await scene.Bars.WriteAsync(TrainingScene.MarketOf("BTCUSDT", 1).Slice(0, 200), 1, Token);
        string run = await scene.RunAsync(RunStatus.Completed, true, []);
        foreach (char letter in "ab")
        {
            RunVerdict verdict = new("board", new string(letter, 40_000), []);
            await scene.Runs.ChangeAsync(run, old => old with { Details = (RunDetails.Of(old)! with { Verdict = verdict }).ToJson() }, Token);
        }

        StorageCleanupReport report = await scene.CleanAsync();

        Assert.Equal((1, 1), (Count("bars"), Count("payloads")));
        Assert.Equal(200, (await scene.Bars.ReadAsync(HousekeepingScene.Btc, Timeframe.H1, null, Token))!.Count);
        Assert.StartsWith("bbb", RunDetails.Of((await scene.Runs.FindAsync(run, Token))!)!.Verdict!.LogLine, StringComparison.Ordinal);

        int Count(string kind) => report.Groups.Single(group => group.Kind == kind).Count;
    }

    /// <summary>Whose files it names cannot be told, so nothing is touched.</summary>
    [Fact]
    public async Task Clean_RunThatCannotBeRead_StopsAndNamesIt()
    {
        HousekeepingScene scene = await SceneAsync();
        string run = await scene.RunAsync(RunStatus.Completed, true, []);
        await scene.Runs.ChangeAsync(run, old => old with { Details = JsonSerializer.SerializeToElement(new { note = "?" }) }, Token);

        StoredDocumentException error = await Assert.ThrowsAsync<StoredDocumentException>(() => scene.CleanAsync());

        Assert.Equal(
            $"The details of run {run} cannot be read, so it is not known which files it needs. Restore its row from a copy; until then nothing is cleaned up.", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3651)]
    public async Task Clean_DaysOutOfRange_NamesWhatIsAllowed(int days)
    {
        HousekeepingScene scene = await SceneAsync();

        RequestException error = await Assert.ThrowsAsync<RequestException>(() => scene.CleanAsync(new StorageCleanupRequest { DaysOld = days }));

        Assert.Equal($"days_old is {days}; a whole number from 1 to 3650, or nothing, is needed.", error.Message);
    }

    private Task<HousekeepingScene> SceneAsync() => HousekeepingScene.CreateAsync(azurite.Server);
}
