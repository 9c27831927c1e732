using System.Text.Json;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Presets.Freshness;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets.Freshness;

/// <summary>Presets of the product, trained and stored as the product does it.</summary>
public sealed class PresetFreshnessTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Judge_MeasuredBadlyAndMoved_IsStaleAndSaysWhy()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        PresetName name = scene.NameOf("Ridge", 1, 3);
        Dictionary<string, PresetDistribution> inputs = Domain.Features.FeatureSystems.V1.FeatureNames(name.Timeframe, Domain.Features.FeatureOptions.Default)
            .ToDictionary(input => input, _ => new PresetDistribution([1e9], [0.5, 0.5]));
        StoredPreset stale = await scene.SaveAsync(name, scene.Content("Ridge", [1, 3]) with { Inputs = inputs });
        await scene.SaveAsync("Lasso", 1);
        await scene.LogAsync(stale, 0.5);

        IReadOnlyList<PresetFreshnessView> views = await JudgeAsync(scene);

        PresetFreshnessView fresh = views[0];
        Assert.Equal((true, 0.0), (fresh.Fresh, fresh.Staleness));
        Assert.Equal(
            [
                "age: 0 days old, 90 are allowed",
                "drift: not judged (it was published without the distribution of its inputs)",
                "performance: not judged (now: it was not measured on the bars since)",
            ],
            fresh.Texts);
        Assert.Equal([PresetStaleReason.Drifted, PresetStaleReason.PerformanceFallen], views[1].Reasons);
        Assert.Equal("performance fallen: skill (ROC AUC - 0.5) 0.000 now, 0.050 when published, 0.020 is allowed", views[1].Why[1]);
        Assert.StartsWith("drifted: population stability index", views[1].Why[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reoptimize_StalePreset_IsPutIntoAPlanOnlyWhereItIsWanted()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        StoredPreset stale = await scene.SaveAsync("Ridge", 1);
        await scene.LogAsync(stale, 0.4);
        PresetReoptimizer reoptimizer = scene.Get<PresetReoptimizer>();

        ReoptimizeAnswer dry = await reoptimizer.RunAsync(scene.Client, new ReoptimizeRequest(DryRun: true), Token);

        ReoptimizationEntry entry = Assert.Single(dry.Entries, one => one.Name == stale.Name);
        Assert.True(entry.Chosen);
        Assert.Null(dry.PlanId);
        Assert.Empty(scene.Plans.Started);
        ReoptimizeAnswer real = await reoptimizer.RunAsync(scene.Client, new ReoptimizeRequest(), Token);
        Assert.Equal("plan-1", real.PlanId);
        Assert.Contains(scene.Plans.Started[0].Plan!, item => item.Symbol == scene.Market.Name);
    }

    [Fact]
    public async Task Reoptimize_StalePresetThatNoPlanWouldTake_KeepsNoOtherWaiting()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        StoredPreset stale = await scene.SaveAsync("Ridge", 1);
        await scene.LogAsync(stale, 0.4);
        scene.Plans.Refused.Add(scene.Market.Name);

        ReoptimizeAnswer answer = await scene.Get<PresetReoptimizer>().RunAsync(scene.Client, new ReoptimizeRequest(), Token);

        ReoptimizationEntry entry = Assert.Single(answer.Entries, one => one.Name == stale.Name);
        Assert.Equal((false, "it cannot be searched again: there are no bars"), (entry.Chosen, entry.WhyNot));
        Assert.DoesNotContain(scene.Plans.Started, plan => plan.Plan!.Any(item => item.Symbol == scene.Market.Name));
    }

    [Fact]
    public async Task Occupied_PlansOfThePreset_TheNewestDecides()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        PresetPlanStore store = scene.Get<PresetPlanStore>();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await PlanAsync(store, "kept-long-ago", PresetPlanStatus.Completed, now.AddDays(-40), ("A", PresetPlanEntryStatus.Kept));
        await PlanAsync(
            store, "older", PresetPlanStatus.Completed, now.AddDays(-5), ("B", PresetPlanEntryStatus.Kept), ("C", PresetPlanEntryStatus.Kept), ("D", PresetPlanEntryStatus.Failed));
        await PlanAsync(store, "newer", PresetPlanStatus.Completed, now.AddDays(-2), ("C", PresetPlanEntryStatus.Published));
        await PlanAsync(store, "running", PresetPlanStatus.Running, now, ("E", PresetPlanEntryStatus.Searching), ("F", PresetPlanEntryStatus.Published));

        IReadOnlyDictionary<string, string> occupied = await new ReoptimizationPlans(store, null!, TimeProvider.System).OccupiedAsync(Token);

        Assert.Equal(["B", "D", "E"], occupied.Keys.Order());
        Assert.Equal("plan running makes it already", occupied["E"]);
        Assert.EndsWith("and did not beat it; it is tried again 30 days later", occupied["B"], StringComparison.Ordinal);
        Assert.StartsWith("plan older failed on it at", occupied["D"], StringComparison.Ordinal);
    }

    [Fact]
    public void Reoptimize_BudgetOutOfRange_SaysWhatIsAllowed() => Assert.Equal(
        "trial_budget is 0; 1 to 1000000 trials is needed.",
        Assert.Throws<RequestException>(() => PresetReoptimizer.BudgetOf(new ReoptimizeRequest(TrialBudget: 0), new PresetUpkeepOptions())).Message);

    [Fact]
    public async Task Measure_PublishedPresets_LogsEachOnce()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        StoredPreset measured = await scene.SaveAsync("Ridge", 1, 3);
        StoredPreset tooNew = await scene.SaveAsync(scene.NameOf("Lasso", 1), scene.Content("Lasso", [1], known: 4950));

        await MeasureAsync(scene);

        PresetPerformanceActivities steps = scene.Get<PresetPerformanceActivities>();
        Assert.Equal("it was measured on these bars already", (await steps.PlanAsync(new PerformanceStep(measured.Name, 1), Token)).Reason);
        PerformancePlan again = await steps.PlanAsync(new PerformanceStep(measured.Name, 2), Token);
        Assert.False((await steps.JudgeAsync(new PerformanceJudgement(measured.Name, again, []), Token)).Again);
        PresetStore store = scene.Get<PresetStore>();
        PresetPerformance row = Assert.Single((await store.PerformanceAsync(measured.Parsed(), 10, null, Token)).Items);
        PerformanceEntry entry = PerformanceEntry.Of(row.Metrics)!;
        Assert.Equal((1, scene.Bars.OpenTime(4999).UtcDateTime.Date), (row.Version, row.At.UtcDateTime));
        Assert.Equal([1, 3], entry.Horizons.Select(one => one.Horizon));
        Assert.All(entry.Horizons, one => Assert.InRange(one.RocAuc.Value!.Value, 0.5, 0.8));
        Assert.Equal(scene.Bars.OpenTime(4000), entry.From);
        Assert.Equal(entry.Bars, entry.Regimes.Sum(regime => regime.Rows));
        Assert.Empty((await store.PerformanceAsync(tooNew.Parsed(), 10, null, Token)).Items);
        await ReplayAsync(scene, PerformanceRun.InstanceId, $"{PresetPerformanceOrchestrator.Name}/measured");
    }

    [Fact]
    public async Task Measure_NothingNew_LogsNothing()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        StoredPreset preset = await scene.SaveAsync(scene.NameOf("Lasso", 1), scene.Content("Lasso", [1], known: 4950));

        await MeasureAsync(scene, isDry: true);

        Assert.Empty((await scene.Get<PresetStore>().PerformanceAsync(preset.Parsed(), 10, null, Token)).Items);
        PerformancePlan plan = await scene.Get<PresetPerformanceActivities>().PlanAsync(new PerformanceStep(preset.Name, 1), Token);
        Assert.Equal("there are 50 bars since 2020-07-25T06:00:00Z, and 100 over a day or more are needed", plan.Reason);
        await ReplayAsync(scene, PerformanceRun.InstanceId, $"{PresetPerformanceOrchestrator.Name}/nothing-new");
    }

    [Fact]
    public async Task Measure_PresetThatCannotBeTrained_StopsNoOther()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        StoredPreset bad = await scene.SaveAsync(scene.NameOf("Lasso", 1), scene.Content("Lasso", [1]) with { HyperParameters = """{"alpha":-1}""" });
        StoredPreset good = await scene.SaveAsync("Ridge", 1);

        await MeasureAsync(scene);

        PresetStore store = scene.Get<PresetStore>();
        Assert.Empty((await store.PerformanceAsync(bad.Parsed(), 10, null, Token)).Items);
        Assert.Single((await store.PerformanceAsync(good.Parsed(), 10, null, Token)).Items);
        await ReplayAsync(scene, PerformanceRun.InstanceId, $"{PresetPerformanceOrchestrator.Name}/one-failed");
    }

    [Fact]
    public async Task Recommend_MeasuredPresets_RanksThemForTheRegimeOfTheLastBar()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        StoredPreset ridge = await scene.SaveAsync("Ridge", 1);
        await scene.SaveAsync("Lasso", 1);
        RecommendQuery query = new(new Domain.Selection.SelectionMarket(scene.Market, ridge.Parsed().Timeframe), "default", 10);
        PresetRecommendation before = await scene.Get<PresetRecommender>().RecommendAsync(query, Token);
        await scene.LogAsync(ridge, 0.57, new RegimeFigures(before.Regime!, 300, MetricValue.Of(0.59)));

        PresetRecommendation now = await scene.Get<PresetRecommender>().RecommendAsync(query, Token);

        Assert.Equal(["overall", "overall"], before.Presets.Select(preset => preset.Basis));
        Assert.Equal([(ridge.Name, "regime")], now.Presets.Take(1).Select(preset => (preset.Name, preset.Basis)));
        Assert.Equal(scene.Bars.OpenTime(4999), now.Bar);
        Assert.InRange(now.Share!.Value, 0, 1);
    }

    [Fact]
    public async Task Compare_TwoPresets_JudgesBothOnTheSameLaterBars()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        StoredPreset a = await scene.SaveAsync("Ridge", 1, 3);
        StoredPreset b = await scene.SaveAsync("LinearRegression", 3, 5);

        PresetComparisonView view = await CompareAsync(scene, new ComparisonBody(a.Name, b.Name));

        Assert.Equal((PresetComparisonStatus.Completed, null), (view.Status, view.Reason));
        ComparisonResult result = view.Result!;
        Assert.Equal((ComparisonWindow.Later, scene.Bars.CloseTime(3999)), (result.Window.Data, result.Window.From));
        ComparedHorizon horizon = Assert.Single(result.Horizons);
        Assert.Equal((3, horizon.A.Rows, horizon.A.Rows), (horizon.Horizon, horizon.B.Rows, horizon.LogLoss.Bars));
        Assert.InRange(horizon.LogLoss.P.Value!.Value, 0, 1);
        Assert.Equal(horizon.A.LogLoss.Value!.Value - horizon.B.LogLoss.Value!.Value, horizon.LogLoss.Difference.Value!.Value, 12);
        await ReplayAsync(scene, PresetComparisonRun.InstanceOf(view.Id), $"{PresetComparisonOrchestrator.Name}/compared");
    }

    [Fact]
    public async Task Comparisons_AreListedTheNewestFirstWithTheirVerdicts()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        StoredPreset a = await scene.SaveAsync("Ridge", 1);
        StoredPreset b = await scene.SaveAsync("Lasso", 1);
        PresetComparisonView judged = await CompareAsync(scene, new ComparisonBody(a.Name, b.Name));
        ComparisonRequest request = new(a.Name, 1, b.Name, 1, null);
        PresetComparisonStore store = scene.Get<PresetComparisonStore>();
        PresetComparison failed = new($"{judged.Id}-failed", PresetComparisonStatus.Failed, judged.Created.AddMinutes(1), request.ToJson()) { Reason = "no bars" };
        PresetComparison open = new($"{judged.Id}-open", PresetComparisonStatus.Training, judged.Created.AddMinutes(2), request.ToJson());
        foreach (PresetComparison one in (PresetComparison[])[open, failed]) Assert.True(await store.InsertAsync(one, Token));

        // Page by page; other tests have comparisons too.
        List<ComparisonListItem> all = [];
        string? from = null;
        do
        {
            StoredPage<ComparisonListItem> page = await scene.Get<PresetComparisonService>().PageAsync(new ComparisonQuery(1, from), Token);
            all.Add(Assert.Single(page.Items));
            from = page.Continuation;
        }
        while (from is not null);

        Assert.Equal(
            [(open.Id, PresetComparisonStatus.Training, null), (failed.Id, PresetComparisonStatus.Failed, "no bars"), (judged.Id, judged.Status, judged.Result!.Verdict)],
            all.Where(one => one.Request.A == a.Name).Select(one => (one.Id, one.Status, one.Verdict)));
    }

    [Fact]
    public async Task Compare_NothingLater_TakesTheHeldOutPartAndCountsIt()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        PresetName name = scene.NameOf("Ridge", 1);
        await scene.SaveAsync(name, scene.Content("Ridge", [1], known: 5000));
        await scene.SaveAsync(name, scene.Content("Ridge", [1], known: 5000) with { HyperParameters = """{"alpha":100000}""" });

        PresetComparisonView view = await CompareAsync(scene, new ComparisonBody(name.Text, name.Text, [1, 2]));

        Assert.Equal((PresetComparisonStatus.Completed, ComparisonWindow.HeldOut), (view.Status, view.Result!.Window.Data));
        LedgerStore ledgers = scene.Get<LedgerStore>();
        string market = MarketName.InLedger(new Domain.Selection.SelectionMarket(scene.Market, name.Timeframe));
        TrialLedger ledger = await ledgers.LoadAsync(market, Domain.Market.SeriesFingerprint.Of(scene.Bars), Token);
        Assert.Equal((1, 2), (ledger.Count(TrialKind.FinalSegment), ledger.Count(TrialKind.Configuration)));
        await ReplayAsync(scene, PresetComparisonRun.InstanceOf(view.Id), $"{PresetComparisonOrchestrator.Name}/held-out");
    }

    [Fact]
    public async Task Compare_PresetThatCannotBeTrained_FailsAndSaysWhy()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        StoredPreset a = await scene.SaveAsync("Ridge", 1);
        StoredPreset b = await scene.SaveAsync(scene.NameOf("Lasso", 1), scene.Content("Lasso", [1]) with { HyperParameters = """{"alpha":-1}""" });

        PresetComparisonView view = await CompareAsync(scene, new ComparisonBody(a.Name, b.Name));

        Assert.Equal((PresetComparisonStatus.Failed, null), (view.Status, view.Result));
        Assert.StartsWith("1 of 1 folds failed: ", view.Reason, StringComparison.Ordinal);
        await ReplayAsync(scene, PresetComparisonRun.InstanceOf(view.Id), $"{PresetComparisonOrchestrator.Name}/failed");
    }

    [Fact]
    public async Task Compare_WhatCannotBeCompared_IsRefusedWithTheReason()
    {
        await using FreshnessScene scene = await FreshnessScene.StartAsync(azurite.Server);
        StoredPreset a = await scene.SaveAsync("Ridge", 1);
        StoredPreset b = await scene.SaveAsync("Lasso", 3);

        Assert.Equal(
            $"{a.Name} and {b.Name} have no horizon in common; a forecast of one bar is not compared with one of another.",
            await RefusalAsync(scene, new ComparisonBody(a.Name, b.Name)));
        Assert.Equal($"Version 1 of {a.Name} would be compared with itself; name another preset, or two versions.", await RefusalAsync(scene, new ComparisonBody(a.Name, a.Name)));
        Assert.StartsWith("There is no version 2 of preset", await RefusalAsync(scene, new ComparisonBody(a.Name, a.Name, [1, 2])), StringComparison.Ordinal);
        Assert.Contains("days is 0; 1 to 3650 days is needed", await RefusalAsync(scene, new ComparisonBody("x", b.Name, Days: 0)), StringComparison.Ordinal);
        Assert.StartsWith(
            "There are 24 bars later than both presets and 24 that neither search saw; 200 over a day or more are needed.",
            await RefusalAsync(scene, new ComparisonBody(a.Name, (await scene.SaveAsync("LightGBM", 1)).Name, Days: 1)), StringComparison.Ordinal);
    }

    private static Task<bool> PlanAsync(
        PresetPlanStore store, string id, PresetPlanStatus status, DateTimeOffset at, params IReadOnlyList<(string Preset, PresetPlanEntryStatus Status)> entries) =>
        store.CreateAsync(
            new PresetPlan(id, status, at, JsonSerializer.SerializeToElement(id)) { Finished = status == PresetPlanStatus.Running ? null : at },
            [.. entries.Select((entry, i) => new PresetPlanEntry(i + 1, 1, entry.Preset, entry.Status, JsonSerializer.SerializeToElement(id)) { Finished = at })],
            Token);

    private static async Task<IReadOnlyList<PresetFreshnessView>> JudgeAsync(FreshnessScene scene) =>
        (await scene.Get<PresetFreshnessJudge>().PageAsync(new PresetFreshnessQuery(scene.Market, null, 50, null), Token)).Items;

    private static async Task MeasureAsync(FreshnessScene scene, bool isDry = false)
    {
        ReoptimizeAnswer answer = await scene.Get<PresetReoptimizer>().RunAsync(scene.Client, new ReoptimizeRequest(isDry, Measure: true), Token);
        Assert.StartsWith("Every published preset is measured on the newest bars; ", answer.Message, StringComparison.Ordinal);
        await scene.EndAsync(PerformanceRun.InstanceId);
    }

    private static async Task<PresetComparisonView> CompareAsync(FreshnessScene scene, ComparisonBody body)
    {
        PresetComparisonService service = scene.Get<PresetComparisonService>();
        ComparisonStarted started = await service.StartAsync(scene.Client, body, Token);
        await scene.EndAsync(PresetComparisonRun.InstanceOf(started.Id));
        return await service.ReadAsync(started.Id, Token);
    }

    private static async Task<string> RefusalAsync(FreshnessScene scene, ComparisonBody body) =>
        (await Assert.ThrowsAsync<RequestException>(() => scene.Get<PresetComparisonService>().StartAsync(scene.Client, body, Token))).Message;

    private static async Task ReplayAsync(FreshnessScene scene, string instance, string name)
    {
        RecordedHistory history = await HistoryRecorder.ReadAsync(scene.Hub.Data, scene.Hub.Name, instance, Token);
        Assert.Null(new ReplayCheck(ProductFunctions.ForReplay()).FirstDifference(history));
        Histories.Record(name, history);
    }
}
