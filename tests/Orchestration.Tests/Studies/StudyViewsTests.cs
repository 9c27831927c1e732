using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Storage.Studies;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Studies;

public sealed class StudyViewsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Views_OfAStudy_TellWhatItFound()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);
        StudyEnd end = await hub.RunAsync(hub.Spec() with { Phases = 1 });
        StudyViews views = hub.Scene.Get<StudyViews>();

        StudyListItem item = Assert.Single((await views.PageAsync(StudyQuery.Of(Values($"?symbol={hub.Market}&timeframe=1h&status=completed")), Token)).Items);
        StudyView view = await views.OfAsync(end.StudyId, Token);

        Assert.Equal((end.StudyId, "completed", "roc_auc", 1, new StudyCounters(3, 3, 0, 0)), (item.StudyId, item.Status, item.Objective, item.Phase, item.Trials));
        Assert.Equal((item.Best, 0, true), (view.Best!.Value, view.Running, view.HigherIsBetter));
        Assert.True(view.Seconds >= 0 && view.Ended >= view.Started);
        Assert.Equal(view.Best.HyperParameters.GetRawText(), view.Outcome!.Winner.HyperParameters.GetRawText());
        Assert.Empty((await views.PageAsync(StudyQuery.Of(Values($"?symbol={hub.Market}&status=failed")), Token)).Items);

        StoredPage<StudyTrialView> first = await views.TrialsAsync(end.StudyId, StudyTrialQuery.Of(Values("?limit=2")), Token);
        StoredPage<StudyTrialView> second = await views.TrialsAsync(end.StudyId, StudyTrialQuery.Of(Values($"?limit=2&continuation={first.Continuation}")), Token);

        Assert.Equal([0, 1, 2], first.Items.Concat(second.Items).Select(trial => trial.Number));
        Assert.Null(second.Continuation);
        StudyTrialView trial = first.Items[0];
        Assert.Equal(("complete", 1, 1, 1.5), (trial.State, trial.Phase, trial.Generation, trial.Seconds));
        Assert.Equal(trial.Steps.Average(step => step.Values[0]), trial.Value!.Value, 12);
        Assert.Equal(trial.Steps[^1].Value, trial.Value);
        await Assert.ThrowsAsync<RequestException>(() => views.TrialsAsync(end.StudyId, StudyTrialQuery.Of(Values("?continuation=none")), Token));
    }

    [Fact]
    public async Task OfAsync_NoSuchStudy_Is404()
    {
        await using StudyHub hub = await StudyHub.StartAsync(azurite.Server);

        RequestException error = await Assert.ThrowsAsync<RequestException>(() => hub.Scene.Get<StudyViews>().OfAsync("none", Token));

        Assert.Equal((404, "There is no study 'none'. GET /api/presets/studies lists those that there are."), (error.Status, error.Message));
    }

    [Theory]
    [InlineData("?status=lost", "status is lost; one of pending, running, completed, failed, cancelled is needed.")]
    [InlineData("?limit=0&page=2", "limit is 0; a whole number from 1 to 1000 is needed. query is page; one of status, symbol, timeframe, limit, continuation is needed.")]
    public void StudyQuery_WrongValues_TellsAll(string query, string message) =>
        Assert.Equal(message, Assert.Throws<RequestException>(() => StudyQuery.Of(Values(query))).Message);

    [Theory]
    [InlineData("roc_auc", 0.6, -0.6)]
    [InlineData("rmse", 0.02, 0.02)]
    public void Objectives_LossAndBack_IsTheSameValue(string objective, double value, double loss)
    {
        Assert.Equal(loss, StudyObjectives.LossOf(objective, value));
        Assert.Equal(value, StudyObjectives.ValueOf(objective, loss));
    }

    private static QueryCollection Values(string query) => new(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query));
}
