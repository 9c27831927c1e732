using System.Text.Json;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets.Generation;

/// <summary>The paths of a plan and of its entries. Each is replayed, and recorded where it has a name (see RecordingTests).</summary>
public sealed class PlanOrchestratorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Run_OneEntry_PublishesTheWinnerWithItsHeldOutReport() => RunAsync("one-entry", "published", 1, async hub =>
    {
        string id = await hub.StartAsync(hub.Request("v1"));

        PlanView plan = await hub.EndAsync(id);

        PlanEntryView entry = Assert.Single(plan.Entries);
        Assert.Equal((PresetPlanStatus.Completed, PresetPlanEntryStatus.Published, 1, null), (plan.Status, entry.Status, entry.Version, entry.Reason));
        PresetContent preset = (await hub.ContentAsync("v1"))!;
        Assert.Equal(hub.Studies.Winner, preset.HyperParameters);
        Assert.Equal((0.56, 1, 0.9), (preset.Search!.BestMetric, preset.Search.Trials, preset.Search.Importance["alpha"]));
        Assert.Equal((8UL, 0.56, 0.57), (preset.Training.Seed, preset.Stability!.Mean, preset.ValidationMetrics["roc_auc"]));
        Assert.Equal(entry.HeldOut!.Verdict, preset.HeldOut!.Verdict);
        Assert.InRange(preset.HeldOut.Preset["roc_auc"]!.Value, 0.5, 1);
        Assert.InRange(preset.HeldOut.DeflatedProbability!.Value, 0, 1);
        Assert.Equal(preset.HeldOut.BeatsDefaults ? PresetStatus.Published : PresetStatus.Candidate, preset.Status);
        Assert.NotEmpty(preset.Inputs!);
        Assert.All(preset.Inputs!.Values, input => Assert.Equal(1, input.Shares.Sum(), 9));

        // The search, and the trainings of both sides of the report. The hub trains without the consumer, which counts calls to storage.
        TrainingUse use = (await hub.Scene.Get<PresetService>().FindAsync(PresetName.Parse(entry.Preset), null, Token))!.Value.Stored.Use!;
        Assert.InRange(use.CpuSeconds, 100.001, 200);
        Assert.Equal((50d, 1000d), (use.GpuSeconds, use.StorageTransactions));
        return id;
    });

    [Fact]
    public Task Run_Opening_IsOneLookHoweverOftenItIsJudged() => RunAsync(null, null, 1, async hub =>
    {
        string id = await hub.StartAsync(hub.Request("v1"));
        PlanView plan = await hub.EndAsync(id);
        PresetRun run = new(id, 1);
        PresetActivities activities = hub.Scene.Get<PresetActivities>();

        HeldOutPlan again = await activities.PlanHeldOutAsync(run, Token);
        await activities.JudgeAsync(new HeldOutAnswer(again, []), Token);
        await activities.PublishAsync(run, Token);

        TrialLedger ledger = await hub.Scene.Get<LedgerStore>().LoadAsync($"{hub.Market} 1h", hub.Studies.SpecOf(plan.Entries[0].StudyId!).DataFingerprint, Token);
        Assert.Equal(1, ledger.Count(TrialKind.FinalSegment));
        Assert.Equal(1, await hub.VersionAsync("v1"));
        return id;
    });

    [Fact]
    public Task Run_StudyOfBefore_MakesAPresetWhoseCostIsNotKnown() => RunAsync(null, null, 1, async hub =>
    {
        hub.Studies.Use = null;
        string id = await hub.StartAsync(hub.Request("v1"));

        PlanView plan = await hub.EndAsync(id);

        Assert.Null((await hub.Scene.Get<PresetService>().FindAsync(PresetName.Parse(plan.Entries[0].Preset), null, Token))!.Value.Stored.Use);
        return id;
    });

    [Fact]
    public Task Run_EntryThatFails_DoesNotStopTheOthers() => RunAsync("one-failed", "study-failed", 1, async hub =>
    {
        hub.Script = id => id.StartsWith("v1", StringComparison.Ordinal)
            ? new StudyEnd(id, StudyEnd.Failed, "no trial could be measured")
            : new StudyEnd(id, StudyEnd.Completed, null);
        string id = await hub.StartAsync(hub.Request("v1", "poc16"));

        PlanView plan = await hub.EndAsync(id);

        Assert.Equal((PresetPlanStatus.Completed, 1, 1), (plan.Status, plan.Done, plan.Failed));
        Assert.Equal("1 of 2 presets could not be made", plan.Reason);
        Assert.EndsWith("failed: no trial could be measured", plan.Entries[0].Reason, StringComparison.Ordinal);
        Assert.Equal(PresetPlanEntryStatus.Published, plan.Entries[1].Status);
        return id;
    });

    [Fact]
    public Task Cancel_WhileItSearches_EndsThatAndBeginsNoOther() => RunAsync("cancelled", "cancelled", 1, async hub =>
    {
        hub.Script = _ => null;
        string id = await hub.StartAsync(hub.Request("v1", "poc16"));
        await hub.BegunAsync($"{PresetRun.InstanceOf(id, 1)}-study");

        await hub.Generator.CancelAsync(hub.Client, id, Token);

        PlanView plan = await hub.EndAsync(id);
        Assert.Equal((PresetPlanStatus.Cancelled, 2), (plan.Status, plan.Cancelled));
        Assert.Equal(["cancelled on request", "cancelled on request before it was begun"], plan.Entries.Select(entry => entry.Reason));
        Assert.Single(hub.Studies.Created);
        return id;
    });

    [Fact]
    public Task Run_HeldOutTrainingThatFails_FailsTheEntryWithTheReason() => RunAsync(null, "training-failed", 1, async hub =>
    {
        hub.FoldScript = _ => "no usable row";
        string id = await hub.StartAsync(hub.Request("v1"));

        PlanView plan = await hub.EndAsync(id);

        Assert.Equal(PresetPlanStatus.Failed, plan.Status);
        Assert.Equal($"The held-out report of {plan.Entries[0].Preset} cannot be made: no usable row", plan.Entries[0].Reason);
        return id;
    });

    [Fact]
    public Task WhenBetter_VersionThatIsAsGood_Stays() => RunAsync("when-better", "kept", 1, async hub =>
    {
        await hub.RunAsync(hub.Request("v1"));

        string id = await hub.StartAsync(hub.Request("v1") with { Publish = PublishRule.WhenBetter });

        PlanView plan = await hub.EndAsync(id);
        PlanEntryView entry = Assert.Single(plan.Entries);
        Assert.Equal((PresetPlanEntryStatus.Kept, 1, null), (entry.Status, plan.Done, entry.Version));
        HeldOutLine line = entry.Lines![0];
        Assert.Equal(("roc_auc", null, line.Preset), (line.Metric, line.Horizon, line.Current));
        Assert.StartsWith("version 1 stays: on the held-out part the new one has roc_auc ", entry.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await hub.VersionAsync("v1"));
        return id;
    });

    [Fact]
    public Task Start_PresetThatExists_IsSkippedUnlessForced() => RunAsync("skipped", null, 1, async hub =>
    {
        await hub.RunAsync(hub.Request("v1"));

        string id = await hub.StartAsync(hub.Request("v1"));

        PlanView skipped = await hub.EndAsync(id);
        Assert.Equal((PresetPlanStatus.Completed, 1, PresetPlanEntryStatus.Skipped), (skipped.Status, skipped.Skipped, skipped.Entries[0].Status));
        Assert.Matches("^it exists as version 1 of [0-9-]{10}; force makes it again$", skipped.Entries[0].Reason);
        Assert.Equal(2, Assert.Single((await hub.RunAsync(hub.Request("v1") with { Force = true, Seed = 3 })).Entries).Version);
        return id;
    });

    [Fact]
    public Task FromStudy_CompletedStudy_IsAPresetOfItsWinner() => RunAsync(null, "from-study", 1, async hub =>
    {
        PlanView first = await hub.RunAsync(hub.Request("v1"));
        hub.Studies.Status = Storage.Studies.StudyStatus.Completed;
        string study = first.Entries[0].StudyId!;
        FromStudyRequest misnamed = new(study, "BTCUSDT_1h_v1_Ridge_multi_h1-3");
        RequestException other = await Assert.ThrowsAsync<RequestException>(() => hub.Generator.StartAsync(hub.Client, misnamed, Token));
        Assert.Contains($"{hub.Market}_1h_v1_Ridge_multi_h1-3, which is what the study searched for", other.Message, StringComparison.Ordinal);

        string id = (await hub.Generator.StartAsync(hub.Client, new FromStudyRequest(study, Description: "by hand"), Token)).PlanId;

        PlanView plan = await hub.EndAsync(id);
        Assert.Equal((PresetPlanEntryStatus.Published, 2, study), (plan.Entries[0].Status, plan.Entries[0].Version, plan.Entries[0].StudyId));
        return id;
    });

    [Fact]
    public async Task Cancel_PlanWhoseOrchestrationIsGone_EndsItAndItsEntries()
    {
        await using PlanHub hub = await PlanHub.StartAsync(azurite.Server);
        PresetPlanStore store = hub.Scene.Get<PresetPlanStore>();
        await store.CreateAsync(
            new PresetPlan("gone", PresetPlanStatus.Running, DateTimeOffset.UnixEpoch, PresetSpecOf.Ridge(1).ToJson()),
            [new PresetPlanEntry(1, 1, "TESTUSDT_1h_v1_Ridge_single_h1", PresetPlanEntryStatus.Searching, PresetSpecOf.Ridge(1).ToJson())], Token);

        PlanAnswer answer = await hub.Generator.CancelAsync(hub.Client, "gone", Token);

        Assert.Equal(("It is cancelled.", PresetPlanStatus.Cancelled), (answer.Message, answer.Status));
        Assert.Equal(PresetPlanEntryStatus.Cancelled, (await hub.ViewAsync("gone")).Entries[0].Status);
        Assert.Equal("It is cancelled.", (await hub.Generator.CancelAsync(hub.Client, "gone", Token)).Message);
        RequestException none = await Assert.ThrowsAsync<RequestException>(() => hub.Generator.CancelAsync(hub.Client, "other", Token));
        Assert.Equal(404, none.Status);
    }

    [Fact]
    public async Task Page_Plans_AreListedTheNewestFirstWithTheirCounts()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        PresetPlanStore store = scene.Get<PresetPlanStore>();
        JsonElement spec = PresetSpecOf.Ridge(1).ToJson();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        foreach ((string id, int minute) in (IEnumerable<(string, int)>)[("first", 1), ("second", 2)])
        {
            PresetPlanEntry entry = new(1, 1, "TESTUSDT_1h_v1_Ridge_single_h1", id == "first" ? PresetPlanEntryStatus.Published : PresetPlanEntryStatus.Skipped, spec);
            await store.CreateAsync(new PresetPlan(id, PresetPlanStatus.Completed, now.AddYears(1).AddMinutes(minute), spec), [entry], Token);
        }

        IReadOnlyList<PlanListItem> plans = (await scene.Get<PlanViews>().PageAsync(new PlanQuery(2, null), Token)).Items;

        Assert.Equal([("second", 0, 1), ("first", 1, 0)], plans.Select(plan => (plan.PlanId, plan.Done, plan.Skipped)));
    }

    private async Task RunAsync(string? planName, string? presetName, int number, Func<PlanHub, Task<string>> scenario)
    {
        await using PlanHub hub = await PlanHub.StartAsync(azurite.Server);
        string id = await scenario(hub);
        await ReplayAsync(hub, PlanRun.InstanceOf(id), planName is null ? null : $"{PlanOrchestrator.Name}/{planName}");
        if (presetName is not null) await ReplayAsync(hub, PresetRun.InstanceOf(id, number), $"{PresetOrchestrator.Name}/{presetName}");
    }

    private static async Task ReplayAsync(PlanHub hub, string instance, string? name)
    {
        RecordedHistory history = await HistoryRecorder.ReadAsync(hub.Data, hub.Name, instance, Token);
        Assert.Null(new ReplayCheck(ProductFunctions.ForReplay()).FirstDifference(history));
        if (name is not null) Histories.Record(name, history);
    }
}
