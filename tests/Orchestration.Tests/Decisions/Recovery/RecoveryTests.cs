using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Decisions.Recovery;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Decisions.Recovery;

public sealed class RecoveryTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restore_DeletedRun_HasModelsOfTheRecordedHashesAgain()
    {
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server);
        Symbol market = DecisionScene.NewMarket();
        string id = $"{market}-a";
        RunDetails before = await hub.DeletedRunAsync(id, market);

        RecoveryStatus status = await hub.RestoreAsync(id);

        Assert.Equal((RecoveryStatus.Completed, 4, 4, null), (status.State, status.Folds, status.Done, status.Error));
        Assert.True(status.Report!.Equal, status.Report.Text);
        StoredRun run = await hub.Scene.RunAsync(id);
        RunDetails after = RunDetails.Of(run)!;
        Assert.Equal(true, run.Kept);
        Assert.Empty(run.Regimes);
        Assert.NotNull(after.Verdict!.Restored);
        Assert.Null(after.Verdict.FilesDeleted);
        Assert.NotNull(after.Verdict.Tombstone);
        foreach ((RunFold old, RunFold restored) in before.Models.SelectMany(model => model.Folds).Zip(after.Models.SelectMany(model => model.Folds)))
        {
            FoldReference reference = FoldReference.Parse(restored.Outcome!.Files[FoldFiles.Model]);
            Assert.Equal(old.Outcome!.Hashes[FoldFiles.Model], ModelFile.Hash(await hub.Scene.Get<FoldFiles>().ReadModelAsync(reference, Token)));
        }

        Assert.Equal("restored", (await hub.Scene.AuditAsync(id))[0].Action);
        Assert.Equal(SweepReport.Nothing, await hub.Scene.Get<ModelSweeper>().SweepAsync([id], Token));
        await hub.Scene.DecideAsync(id);
        Assert.Equal(true, (await hub.Scene.RunAsync(id)).Kept);
    }

    [Fact]
    public async Task Restore_OneModelHasAnotherHash_NamesTheFoldAndLeavesNothing()
    {
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server);
        Symbol market = DecisionScene.NewMarket();
        string id = $"{market}-a";
        await hub.DeletedRunAsync(id, market);
        await hub.ChangeAsync(id, details => WithHash(details, "no such hash"));

        RecoveryStatus status = await hub.RestoreAsync(id);

        RecoveryDifference difference = Assert.Single(status.Report!.Differences);
        Assert.False(status.Report.Equal);
        Assert.Equal((3, 2, "model", "no such hash"), (difference.Horizon, difference.Fold, difference.What, difference.Recorded));
        Assert.Equal(false, (await hub.Scene.RunAsync(id)).Kept);
        Assert.NotNull((await hub.Scene.VerdictAsync(id)).FilesDeleted);
        foreach (string key in NeededFolds.KeysOf(RunDetails.Of(await hub.Scene.RunAsync(id))!))
        {
            Assert.Null(await hub.Scene.Get<FoldTaskStore>().FindOutcomeAsync(key, Token));
            Assert.Empty(await hub.Scene.Get<ModelStore>().ListStartingAsync($"{key}-", Token).ToListAsync(Token));
        }

        Assert.Equal("restore_differs", (await hub.Scene.AuditAsync(id))[0].Action);
    }

    [Fact]
    public async Task Restore_FoldThatFailedOnce_IsTriedAgainByTheNext()
    {
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server);
        Symbol market = DecisionScene.NewMarket();
        string id = $"{market}-a";
        await hub.DeletedRunAsync(id, market);
        hub.Trainer.Fails = true;

        RecoveryStatus failed = await hub.RestoreAsync(id);
        hub.Trainer.Fails = false;
        RecoveryStatus restored = await hub.RestoreAsync(id);

        Assert.Equal(4, failed.Report!.Differences.Count);
        Assert.Equal("fold 1 of horizon 1: training was done and is The trainer of the test does not want to.", failed.Report.Differences[0].ToString());
        Assert.True(restored.Report!.Equal, restored.Report.Text);
    }

    [Fact]
    public async Task Reproduce_RunAsItWas_IsEqualAndTouchesNothing()
    {
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server);
        (string id, RunDetails run) = await TrainedAsync(hub);
        Assert.NotEmpty(run.Models);
        string before = await ModelsAsync(hub);

        RecoveryStatus status = await hub.ReproduceAsync(id);

        Assert.True(status.Report!.Equal, status.Report.Text);
        Assert.Equal(2, status.Report.Folds);
        Assert.Empty(status.Report.Environment);
        Assert.Equal(before, await ModelsAsync(hub));
        Assert.Equal(run.ToJson().ToString(), RunDetails.Of(await hub.Scene.RunAsync(id))!.ToJson().ToString());
        Assert.Equal(("reproduced", "equal: 2 folds have the recorded hashes"), await LastAuditAsync(hub, id));
    }

    [Fact]
    public async Task Reproduce_OtherRecordsAndThreads_SaysWhatDiffers()
    {
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server);
        (string id, _) = await TrainedAsync(hub);
        await hub.ChangeAsync(id, details => WithHash(details, "no such hash") with { Recipe = details.Recipe with { CodeVersion = "0.0.1" } });
        hub.Trainer.Threads = 77;

        RecoveryReport report = (await hub.ReproduceAsync(id)).Report!;

        Assert.False(report.Equal);
        Assert.Equal(["model", "accuracy"], report.Differences.Select(difference => difference.What));
        Assert.All(report.Differences, difference => Assert.Equal((3, 2), (difference.Horizon, difference.Fold)));
        Assert.Equal("0.25", report.Differences[1].Recorded);
        Assert.Equal(2, report.Environment.Count);
        Assert.Equal($"the code version was 0.0.1 and is {BuildInfo.Version}", report.Environment[0]);
        Assert.EndsWith("and is 77", report.Environment[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhatCannotBe_IsRefusedWithItsReason()
    {
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server);
        (string id, RunDetails run) = await TrainedAsync(hub);
        Symbol market = Symbol.Parse(id.Split('-')[0]);

        await RefusedAsync(404, "There is no run 'nobody'.", () => RestoreAsync("nobody"));
        await RefusedAsync(404, "There is no run 'nobody'.", () => ReproduceAsync("nobody"));
        await RefusedAsync(409, $"Run {id} cannot be restored: its files were not deleted.", () => RestoreAsync(id));
        await RefusedAsync(404, $"Run {id} was never restored. Start it with a POST to the same address.", () => RunRecovery.RestoreStatusAsync(id, hub.Client, Token));

        await hub.ChangeAsync(id, Deleted);
        await hub.ChangeAsync(id, details => details with { Recipe = details.Recipe with { CodeVersion = "0.0.1" } });
        await RefusedAsync(
            409,
            $"Run {id} was trained by version 0.0.1 of the program, and this is {BuildInfo.Version}: only the same version trains the same bytes. Restore it with 0.0.1.",
            () => RestoreAsync(id));

        await hub.ChangeAsync(id, details => details with { Recipe = run.Recipe });
        BarSeries other = TrainedRuns.Bars(market, 5100);
        await TrainedRuns.StoreBarsAsync(hub.Scene, other, revision: 1);
        string changed = $"Run {id} cannot be trained again: the bars of {market} 1h have changed, "
            + $"their fingerprint was {run.Recipe.DataFingerprint} and is {SeriesFingerprint.Of(other)}. Import those that it was trained on.";
        await RefusedAsync(409, changed, () => RestoreAsync(id));
        await RefusedAsync(409, changed, () => ReproduceAsync(id));

        Task RestoreAsync(string run) => hub.Recovery.StartRestoreAsync(run, "/status", hub.Client, Token);

        Task ReproduceAsync(string run) => hub.Recovery.StartReproductionAsync(run, "/status", hub.Client, Token);
    }

    [Fact]
    public async Task Start_WhileItRuns_IsRefused()
    {
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server);
        (string id, _) = await TrainedAsync(hub);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            ReproduceOrchestrator.Name, id, new Microsoft.DurableTask.StartOrchestrationOptions($"reproduce-{id}", DateTimeOffset.MaxValue), Token);

        await RefusedAsync(409, $"Run {id} is being reproduced already.", () => hub.Recovery.StartReproductionAsync(id, "/status", hub.Client, Token));

        Assert.Equal(RecoveryStatus.Running, (await RunRecovery.ReproductionStatusAsync(id, hub.Client, Token)).State);
    }

    [Fact]
    public async Task Status_RunThatChangedBehindTheStart_HasTheReason()
    {
        ManualTimeProvider clock = new(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server, clock);
        (string id, _) = await TrainedAsync(hub);
        string instance = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            RestoreOrchestrator.Name, id, new Microsoft.DurableTask.StartOrchestrationOptions($"restore-{id}"), Token);
        await clock.AdvanceUntilAsync(hub.Client.WaitForInstanceCompletionAsync(instance, Token), Token);

        RecoveryStatus status = await RunRecovery.RestoreStatusAsync(id, hub.Client, Token);

        Assert.Equal((RecoveryStatus.Failed, null), (status.State, status.Report));
        Assert.EndsWith($"Run {id} cannot be restored: its files were not deleted.", status.Error, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(int status, string message, Func<Task> start)
    {
        RequestException error = await Assert.ThrowsAsync<RequestException>(start);
        Assert.Equal((status, message), (error.Status, error.Message));
    }

    private static async Task<(string Id, RunDetails Run)> TrainedAsync(RecoveryHub hub)
    {
        Symbol market = DecisionScene.NewMarket();
        BarSeries bars = TrainedRuns.Bars(market);
        await TrainedRuns.StoreBarsAsync(hub.Scene, bars);
        return ($"{market}-a", await TrainedRuns.TrainAsync(hub.Scene, $"{market}-a", bars));
    }

    private static RunDetails Deleted(RunDetails details) =>
        details with { Verdict = new RunVerdict("board", "deleted", []) { FilesDeleted = DateTimeOffset.UnixEpoch } };

    /// <summary>Another hash and another accuracy for the last fold of the run's own model.</summary>
    private static RunDetails WithHash(RunDetails details, string hash)
    {
        RunModel own = details.Models[^1];
        FoldOutcome outcome = own.Folds[^1].Outcome!;
        FoldOutcome other = outcome with
        {
            Hashes = new Dictionary<string, string>(outcome.Hashes) { [FoldFiles.Model] = hash },
            Metrics = new Dictionary<string, double?>(outcome.Metrics) { ["accuracy"] = 0.25 },
        };
        return details with { Models = [.. details.Models.SkipLast(1), own with { Folds = [.. own.Folds.SkipLast(1), own.Folds[^1] with { Outcome = other }] }] };
    }

    private static async Task<string> ModelsAsync(RecoveryHub hub) =>
        string.Join('\n', (await hub.Scene.Get<ModelStore>().ListAsync(null, Token).ToListAsync(Token)).Select(model => model.ToString()));

    private static async Task<(string Action, string Text)> LastAuditAsync(RecoveryHub hub, string id)
    {
        Storage.Auditing.AuditEntry entry = (await hub.Scene.AuditAsync(id))[0];
        return (entry.Action, entry.Text);
    }
}
