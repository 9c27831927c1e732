using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

/// <summary>The paths of a job. Each is replayed, and recorded where it has a name (see RecordingTests).</summary>
public sealed class JobOrchestratorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Quick_GoodFolds_CompletesWithoutAModel() => RunAsync("quick", async hub =>
    {
        string id = await hub.StartAsync(JobMode.Quick);

        JobView end = await hub.EndAsync(id);

        Assert.Equal((JobStatus.Completed, 100.0, true, null), (end.Status, end.ProgressPct, end.GatePassed, end.Full));
        Assert.Equal(5, end.Quick!.Done);
        Assert.Equal(MetricValue.Of(0.65), end.Quick.Average!.Accuracy);
        Assert.Empty(await VersionsAsync(hub));
        return id;
    });

    [Fact]
    public Task Sequential_GateThatIsMissed_EndsRefusedAndSaysBy() => RunAsync("refused", async hub =>
    {
        hub.Script = (_, _) => new JobFakes.Result(JobHub.Good with { Accuracy = 0.58, RocAuc = 0.6 });
        string id = await hub.StartAsync(JobMode.Sequential, autoApprove: true);

        JobView end = await hub.EndAsync(id);

        Assert.Equal(JobStatus.GateRefused, end.Status);
        Assert.Equal("accuracy 0.580 must be above 0.600: missed by 0.020; roc_auc 0.600 must be above 0.610: missed by 0.010", end.Reason);
        Assert.Equal([$"job-{id}-quick-1"], hub.Begun);
        return id;
    });

    [Fact]
    public Task Sequential_FoldThatFails_IsRefusedWithItsNumberAndReason() => RunAsync(null, async hub =>
    {
        hub.Script = (_, fold) => new JobFakes.Result(JobHub.Good, fold == 4 ? "no usable row" : null);
        string id = await hub.StartAsync(JobMode.Sequential);

        JobView end = await hub.EndAsync(id);

        Assert.Equal((JobStatus.GateRefused, "failed_folds 1 of 5 must be 0: missed by 1; fold 4 failed: no usable row"), (end.Status, end.Reason));
        return id;
    });

    [Fact]
    public Task Sequential_AutoApprove_GoesOnAndPublishes() => RunAsync("auto-approved", async hub =>
    {
        string id = await hub.StartAsync(JobMode.Sequential, autoApprove: true);

        JobView end = await hub.EndAsync(id);

        Assert.Equal((JobStatus.Completed, 1, null), (end.Status, end.LiveVersion, end.Reason));
        Assert.Equal((JobDecision.Approve, JobDecision.Auto), (end.Decision!.Answer, end.Decision.By));
        LiveModel live = Assert.Single(await VersionsAsync(hub));
        Assert.Equal((LiveModelSource.Job, id, 0.5), (live.Source, live.SourceId, live.Threshold));
        Assert.Equal(end.Full!.Folds, live.Figures.GetProperty("last_fold").GetProperty("fold").GetInt32());
        Assert.Equal([$"job-{id}-full-1", $"job-{id}-quick-1"], hub.Begun);
        return id;
    });

    [Fact]
    public Task Sequential_Approved_GoesOn() => RunAsync("approved", async hub =>
    {
        string id = await hub.StartAsync(JobMode.Sequential);
        await hub.InStatusAsync(id, JobStatus.WaitingForApproval);
        Assert.Equal([$"job-{id}-quick-1"], hub.Begun);

        await hub.Service.ApproveAsync(hub.Client, id, Token);

        JobView end = await hub.EndAsync(id);
        Assert.Equal((JobStatus.Completed, JobDecision.Api), (end.Status, end.Decision!.By));
        return id;
    });

    [Fact]
    public Task Sequential_Rejected_Ends() => RunAsync("rejected", async hub =>
    {
        string id = await hub.StartAsync(JobMode.Sequential);
        await hub.InStatusAsync(id, JobStatus.WaitingForApproval);

        await hub.Service.RejectAsync(hub.Client, id, Token);

        JobView end = await hub.EndAsync(id);
        Assert.Equal((JobStatus.Rejected, "rejected on request", null), (end.Status, end.Reason, end.Full));
        return id;
    });

    [Fact]
    public Task Sequential_NobodyDecides_IsRejectedInTime() => RunAsync("timed-out", async hub =>
    {
        string id = await hub.StartAsync(JobMode.Sequential, approvalHours: 2);
        await hub.InStatusAsync(id, JobStatus.WaitingForApproval);
        Assert.Equal(hub.Clock.GetUtcNow().AddHours(2), (await hub.ViewAsync(id)).ApprovalUntil);

        JobView end = await hub.EndInTimeAsync(id);

        Assert.Equal((JobStatus.Rejected, "nobody decided within 2 hours", JobDecision.TimeOut), (end.Status, end.Reason, end.Decision!.By));
        return id;
    });

    [Fact]
    public Task Sequential_DecisionWhoseEventWasLost_CountsWhenTimeRunsOut() => RunAsync(null, async hub =>
    {
        string id = await hub.StartAsync(JobMode.Sequential, approvalHours: 2);
        await hub.InStatusAsync(id, JobStatus.WaitingForApproval);
        await hub.ChangeAsync(id, details => details with { Decision = new JobDecision(JobDecision.Approve, JobDecision.Api, hub.Clock.GetUtcNow()) });

        Assert.Equal(JobStatus.Completed, (await hub.EndInTimeAsync(id)).Status);
        return id;
    });

    [Fact]
    public Task Full_GoesStraightOn() => RunAsync("full", async hub =>
    {
        string id = await hub.StartAsync(JobMode.Full);

        JobView end = await hub.EndAsync(id);

        Assert.Equal((JobStatus.Completed, 1, null, null), (end.Status, end.LiveVersion, end.Quick, end.GatePassed));
        return id;
    });

    [Fact]
    public Task Full_FoldsThatFailAlike_AreToldOnceAndTheLastModelPublished() => RunAsync(null, async hub =>
    {
        hub.Script = (_, fold) => new JobFakes.Result(JobHub.Good, fold is 2 or 3 ? "no usable row" : null);
        string id = await hub.StartAsync(JobMode.Full);

        JobView end = await hub.EndAsync(id);

        Assert.Equal((JobStatus.Completed, 1, "folds 2, 3 failed: no usable row"), (end.Status, end.LiveVersion, end.Reason));
        return id;
    });

    [Fact]
    public Task Full_LastFoldThatFails_FailsAndPublishesNothing() => RunAsync("last-fold-failed", async hub =>
    {
        string id = await hub.StartAsync(JobMode.Full, hold: true);
        int last = hub.SetOf($"job-{id}-full-1").Folds.Count;
        hub.Script = (_, fold) => new JobFakes.Result(JobHub.Good, fold == last ? "no usable row" : null);
        hub.Release($"job-{id}-full-1");

        JobView end = await hub.EndAsync(id);

        Assert.Equal((JobStatus.Failed, $"fold {last}, the last, failed, and its model was to be published: no usable row"), (end.Status, end.Reason));
        Assert.Empty(await VersionsAsync(hub));
        return id;
    });

    [Fact]
    public Task Full_ModelThatWasSwept_IsTrainedAgain() => RunAsync("trained-again", async hub =>
    {
        hub.Script = (instance, _) => new JobFakes.Result(JobHub.Good, Place: instance.EndsWith("-full-1", StringComparison.Ordinal) ? new FoldReference("swept", 1) : null);
        string id = await hub.StartAsync(JobMode.Full);

        JobView end = await hub.EndAsync(id);

        Assert.Equal((JobStatus.Completed, 1), (end.Status, end.LiveVersion));
        Assert.Equal([$"job-{id}-full-1", $"job-{id}-full-2"], hub.Begun);
        return id;
    });

    [Fact]
    public Task Full_ModelThatIsAlwaysGone_FailsAndSaysSo() => RunAsync(null, async hub =>
    {
        hub.Script = (_, _) => new JobFakes.Result(JobHub.Good, Place: new FoldReference("swept", 1));
        string id = await hub.StartAsync(JobMode.Full);

        JobView end = await hub.EndAsync(id);

        Assert.Equal(JobStatus.Failed, end.Status);
        Assert.Equal("folds of its full stage, or their files, were gone 3 times when they were needed; somebody deletes them while the job runs", end.Reason);
        return id;
    });

    [Fact]
    public Task Cancel_InTheQuickStage_StopsItsFolds() => RunAsync("cancelled-in-quick", async hub =>
    {
        string id = await hub.StartAsync(JobMode.Sequential, hold: true);

        await hub.Service.CancelAsync(hub.Client, id, Token);

        JobView end = await hub.EndAsync(id);
        Assert.Equal((JobStatus.Cancelled, "cancelled on request", null), (end.Status, end.Reason, end.GatePassed));
        Assert.Equal([$"job-{id}-quick-1"], hub.Stopped);
        return id;
    });

    [Fact]
    public Task Cancel_WhileItWaits_EndsAtOnce() => RunAsync("cancelled-while-waiting", async hub =>
    {
        string id = await hub.StartAsync(JobMode.Sequential);
        await hub.InStatusAsync(id, JobStatus.WaitingForApproval);

        await hub.Service.CancelAsync(hub.Client, id, Token);

        JobView end = await hub.EndAsync(id);
        Assert.Equal((JobStatus.Cancelled, true, null), (end.Status, end.GatePassed, end.Decision));
        return id;
    });

    [Fact]
    public Task Cancel_InTheFullStage_StopsItsFoldsAndPublishesNothing() => RunAsync("cancelled-in-full", async hub =>
    {
        string id = await hub.StartAsync(JobMode.Full, hold: true);

        await hub.Service.CancelAsync(hub.Client, id, Token);

        Assert.Equal(JobStatus.Cancelled, (await hub.EndAsync(id)).Status);
        Assert.Equal([$"job-{id}-full-1"], hub.Stopped);
        Assert.Empty(await VersionsAsync(hub));
        return id;
    });

    [Fact]
    public Task Start_SettingsChangedSince_AreJudgedByWhatTheJobStored() => RunAsync(null, async hub =>
    {
        string id = await hub.StartAsync(JobMode.Quick, hold: true);
        JobDetails before = JobDetails.Of(await hub.JobAsync(id));
        Assert.Equal((GateCriteria.Default.CanonicalText, GateCriteria.Default.Fingerprint), (before.Gate, before.GateFingerprint));

        // The gate that is in the job is another than the settings have.
        GateCriteria strict = GateSettings.Create(new Dictionary<string, double> { [GateCriteria.Accuracy] = 0.9 }).For(hub.Market);
        await hub.ChangeAsync(id, details => details with { Gate = strict.CanonicalText, GateFingerprint = strict.Fingerprint });
        hub.Release($"job-{id}-quick-1");

        JobView end = await hub.EndAsync(id);
        Assert.Equal((JobStatus.GateRefused, "accuracy 0.650 must be above 0.900: missed by 0.250"), (end.Status, end.Reason));
        return id;
    });

    [Fact]
    public Task Run_ProcessThatDiesWhileAJobWaits_StillTakesTheDecision() => RunAsync(null, async hub =>
    {
        string id = await hub.StartAsync(JobMode.Sequential);
        await hub.InStatusAsync(id, JobStatus.WaitingForApproval);

        await hub.RestartAsync();
        await hub.Service.ApproveAsync(hub.Client, id, Token);

        Assert.Equal(JobStatus.Completed, (await hub.EndAsync(id)).Status);
        return id;
    });

    [Fact]
    public Task Run_EachStage_IsALookOnceHoweverOftenItIsTrained() => RunAsync(null, async hub =>
    {
        await hub.EndAsync(await hub.StartAsync(JobMode.Sequential, autoApprove: true));
        string id = await hub.StartAsync(JobMode.Sequential, autoApprove: true);
        await hub.EndAsync(id);

        JobStage quick = JobDetails.Of(await hub.JobAsync(id)).Quick!;
        TrialLedger ledger = await hub.Scene.Get<LedgerStore>().LoadAsync($"{hub.Market} 1h", quick.DataFingerprint, Token);

        Assert.Equal((2, 2, 2), (ledger.Count(TrialKind.Configuration), ledger.Count(TrialKind.Seed), ledger.Count(TrialKind.Strategy)));
        Assert.Equal(6, ledger.Total);
        return id;
    });

    [Fact]
    public async Task Start_TwentyAtOnce_AllEnd()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);

        string[] ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(seed => StartAsync(hub, seed)));

        foreach (string id in ids) Assert.Equal(JobStatus.Completed, (await hub.EndAsync(id)).Status);
        Assert.Equal(20, (await VersionsAsync(hub)).Count);
    }

    private static async Task<string> StartAsync(JobHub hub, int seed) =>
        (await hub.Service.StartAsync(hub.Client, hub.Request(JobMode.Sequential, autoApprove: true) with { Seed = seed }, Token)).JobId;

    private static async Task<IReadOnlyList<LiveModel>> VersionsAsync(JobHub hub)
    {
        LiveModels models = hub.Scene.Get<LiveModels>();
        if (await models.FindAsync(hub.Market, Timeframe.H1, Token) is null) return [];
        return (await models.VersionsAsync($"{hub.Market}_1h", new LiveModelQuery(100, null), Token)).Items;
    }

    private async Task RunAsync(string? name, Func<JobHub, Task<string>> scenario)
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        string id = await scenario(hub);
        RecordedHistory history = await HistoryRecorder.ReadAsync(hub.Data, hub.Name, JobRun.InstanceOf(id), Token);
        Assert.Null(new ReplayCheck(ProductFunctions.ForReplay()).FirstDifference(history));
        if (name is not null) Histories.Record($"{TwoStageOrchestrator.Name}/{name}", history);
    }
}
