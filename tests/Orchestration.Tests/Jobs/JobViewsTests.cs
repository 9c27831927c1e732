using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

public sealed class JobViewsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_RunningStage_ReadsTheRowsOfItsFolds()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        string id = await hub.StartAsync(JobMode.Quick, hold: true);
        IReadOnlyList<FoldRef> folds = hub.SetOf($"job-{id}-quick-1").Folds;
        Assert.Null((await hub.ViewAsync(id)).SecondsLeft);

        hub.Clock.Advance(TimeSpan.FromSeconds(30));
        await hub.TrainFoldAsync(folds[0], new JobFakes.Result(JobHub.Good));
        await hub.TrainFoldAsync(folds[1], new JobFakes.Result(JobHub.Good with { Accuracy = 0.55, HitRateTp1 = null }));
        await RunningAsync(hub, folds[2], progress: 0.5);

        JobView view = await hub.ViewAsync(id);
        Assert.Equal((JobStatus.Quick, "quick", 2, 5, 50.0), (view.Status, view.Stage, view.Fold, view.Folds, view.ProgressPct));
        Assert.Equal((30.0, 30.0), (view.ElapsedSeconds, view.SecondsLeft));
        Assert.Equal(
            [JobFoldState.Done, JobFoldState.Done, JobFoldState.Running, JobFoldState.Waiting, JobFoldState.Waiting], view.Quick!.PerFold.Select(fold => fold.State));
        Assert.Equal(0.6, view.Quick.Average!.Accuracy.Value!.Value, 12);
        Assert.Equal(MetricValue.Undefined("no row was forecast up"), view.Quick.PerFold[1].Figures!.HitRateTp1);
        Assert.Contains("hit_rate_tp1: mean of 1 of 3 folds (fold 2: no row was forecast up)", view.Quick.Notes);
        Assert.Null(view.Quick.Staleness);
        JobListItem item = Assert.Single((await PageAsync(hub, $"?symbol={hub.Market}&status=quick")).Items);
        Assert.Equal((id, 2, 5, 50.0), (item.JobId, item.Fold, item.Folds, item.ProgressPct));
    }

    [Fact]
    public async Task Of_QuickFolds_AreThoseOfThePlanner()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        string id = await hub.StartAsync(JobMode.Quick);

        IReadOnlyList<JobFoldView> shown = (await hub.EndAsync(id)).Quick!.PerFold;

        MarketBars market = await hub.Scene.Get<MarketData>().ReadAsync(hub.Market, Domain.Market.Timeframe.H1, Token);
        FoldPlan plan = FoldPlanner.Plan(market.Bars, new FoldOptions { Mode = FoldMode.Quick, Horizons = [1], Days = 180 });
        Assert.Equal(
            plan.Folds.Select(fold => (fold.Number, fold.Kind.Name(), fold.Train.Start, fold.Train.End, fold.Test.Interval.Start, fold.Test.Interval.End)),
            shown.Select(fold => (fold.Fold, fold.Kind, fold.TrainFrom, fold.TrainTo, fold.TestFrom, fold.TestTo)));
    }

    [Fact]
    public async Task Of_SequentialJobThatWaits_ShowsTheGateAndNoTimeLeft()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        string id = await hub.StartAsync(JobMode.Sequential);
        await hub.InStatusAsync(id, JobStatus.WaitingForApproval);

        JobView view = await hub.ViewAsync(id);

        Assert.Equal(("approval", true, null), (view.Stage, view.GatePassed, view.SecondsLeft));
        Assert.Equal(["recall", "accuracy", "roc_auc", "f1", "failed_folds"], view.Gate.Select(line => line.Metric));
        Assert.Equal(new JobGateLine("recall", MetricValue.Of(0.5), 0.35, true, null, "recall 0.500 is above 0.350"), view.Gate[0]);
        JobDetails details = JobDetails.Of(await hub.JobAsync(id));
        Assert.Equal(100.0 * 5 / (5 + details.FullFolds), view.ProgressPct);
    }

    [Fact]
    public async Task Of_FoldThatFailed_IsNamedInTheNotes()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        hub.Script = (_, fold) => new JobFakes.Result(JobHub.Good, fold == 2 ? "one class only" : null);
        JobView end = await hub.EndAsync(await hub.StartAsync(JobMode.Quick));

        Assert.Equal((JobFoldState.Failed, "one class only"), (end.Quick!.PerFold[1].State, end.Quick.PerFold[1].Failure));
        Assert.Equal(1, end.Quick.Failed);
        Assert.Contains("accuracy: mean of 2 of 3 folds (fold 2: it failed: one class only)", end.Quick.Notes);
    }

    [Fact]
    public async Task View_AsJson_HasANumberOrAReasonForEachFigure()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        hub.Script = (_, _) => new JobFakes.Result(JobHub.Good with { HitRateTp1 = null });
        JobView end = await hub.EndAsync(await hub.StartAsync(JobMode.Quick));

        JsonElement json = JsonSerializer.SerializeToElement(end, ApiJson.Options);
        JsonElement figures = json.GetProperty("quick").GetProperty("per_fold")[0].GetProperty("figures");

        Assert.Equal(0.65, figures.GetProperty("accuracy").GetDouble());
        Assert.Equal("no row was forecast up", figures.GetProperty("hit_rate_tp1").GetProperty("reason").GetString());
        Assert.Equal(("completed", "quick"), (json.GetProperty("status").GetString(), json.GetProperty("training_mode").GetString()));
        Assert.Equal(end.Quick, JsonSerializer.Deserialize<JobView>(json, ApiJson.Options)!.Quick! with { PerFold = end.Quick!.PerFold, Notes = end.Quick.Notes });
    }

    [Fact]
    public async Task Page_ManyJobs_GivesEachOnceTheNewestFirst()
    {
        await using JobHub hub = await JobHub.StartAsync(azurite.Server);
        List<string> ids = [];
        for (int i = 0; i < 3; i++)
        {
            ids.Insert(0, await hub.StartAsync(JobMode.Quick));
            hub.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Storage.Tables.StoredPage<JobListItem> first = await PageAsync(hub, $"?symbol={hub.Market}&limit=2");
        Storage.Tables.StoredPage<JobListItem> second = await PageAsync(hub, $"?symbol={hub.Market}&limit=2&continuation={Uri.EscapeDataString(first.Continuation!)}");

        Assert.Equal(ids, first.Items.Concat(second.Items).Select(job => job.JobId));
        foreach (string id in ids) await hub.EndAsync(id);
    }

    [Fact]
    public void Query_WrongFilters_AreAllTold()
    {
        DefaultHttpContext http = new();
        http.Request.QueryString = new QueryString("?status=done&symbol=%2F&limit=0&mode=quick");

        RequestException refused = Assert.Throws<RequestException>(() => JobQuery.Of(http.Request.Query));

        Assert.Equal(["status", "symbol", "limit", "query"], refused.Faults.Select(fault => fault.Field));
        Assert.Contains("waiting_for_approval", refused.Faults[0].Allowed, StringComparison.Ordinal);
    }

    private static Task<Storage.Tables.StoredPage<JobListItem>> PageAsync(JobHub hub, string query)
    {
        DefaultHttpContext http = new();
        http.Request.QueryString = new QueryString(query);
        return hub.Scene.Get<JobViews>().PageAsync(JobQuery.Of(http.Request.Query), Token);
    }

    private static async Task RunningAsync(JobHub hub, FoldRef fold, double progress)
    {
        FoldTaskStore tasks = hub.Scene.Get<FoldTaskStore>();
        FoldTaskRow row = (await tasks.FindAsync(fold.Key, Token))!;
        Assert.NotNull(await tasks.TryUpdateAsync(
            row with { State = FoldTaskState.Running, Attempts = 1, Owner = FoldTaskStore.NewOwner(), Progress = progress, HeartbeatAt = hub.Clock.GetUtcNow() }, Token));
    }
}
