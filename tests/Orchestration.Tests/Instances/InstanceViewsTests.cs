using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Instances;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Tests.Instances;

public sealed class InstanceViewsTests(InstanceHub hub) : IClassFixture<InstanceHub>
{
    private const string Done = """{"instance_id":"run-1","name":"Plan","state":"completed","created":"2026-03-01T00:00:00+00:00","updated":"2026-03-01T00:00:00+00:00",""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_Item_HasTheNamesOfTheApi()
    {
        StoredPage<InstanceView> page = await PageAsync("?prefix=run-1");

        Assert.Equal("{\"items\":[" + Done + "\"custom_status\":{\"done\":3}}],\"continuation\":null}", JsonSerializer.Serialize(page, ApiJson.Options));
    }

    [Theory]
    [InlineData("", "job-4 job-5 run-1 run-2 run-3")]
    [InlineData("?state=running", "run-3")]
    [InlineData("?state=Failed, suspended", "job-4 run-2")]
    [InlineData("?state=terminated&prefix=job", "job-5")]
    [InlineData("?state=pending", "")]
    [InlineData("?prefix=run-", "run-1 run-2 run-3")]
    [InlineData("?from=2026-03-01T01:00:00Z&to=2026-03-01T03:00:00Z", "run-2 run-3")]
    [InlineData("?to=2026-03-01T00:00:00Z", "")]
    [InlineData("?from=2026-03-01T04:00:00Z&prefix=job", "job-5")]
    public async Task Page_Filters_GiveThoseInstances(string query, string ids) =>
        Assert.Equal(ids, string.Join(' ', (await PageAsync(query)).Items.Select(one => one.InstanceId)));

    [Theory]
    [InlineData("", 5)]
    [InlineData("&prefix=run-&state=completed,failed,running", 3)]
    public async Task Page_ByPage_GivesEachInstanceOnceInTheOrderOfIds(string filter, int count)
    {
        List<string> found = [];
        for (string? next = ""; next is not null;)
        {
            StoredPage<InstanceView> page = await PageAsync($"?limit=2{filter}{(next.Length == 0 ? "" : $"&continuation={next}")}");
            Assert.InRange(page.Items.Count, 1, 2);
            found.AddRange(page.Items.Select(one => one.InstanceId));
            next = page.Continuation;
        }

        Assert.Equal(found.Order(StringComparer.Ordinal), found);
        Assert.Equal(count, found.Count);
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("job-4")]
    public async Task Page_ContinuationOfNoList_IsA400(string continuation)
    {
        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => PageAsync($"?continuation={continuation}"));

        Assert.Equal(
            (400, $"continuation is {continuation}; the continuation of the page before, with the same filters, or none for the first page, is needed."),
            (refused.Status, refused.Message));
    }

    [Fact]
    public async Task Page_ContinuationWithOtherFilters_IsA400()
    {
        string next = (await PageAsync("?limit=1&prefix=run-")).Continuation!;

        await Assert.ThrowsAsync<RequestException>(() => PageAsync($"?limit=1&prefix=job-&continuation={next}"));
    }

    [Fact]
    public async Task Page_WrongQuery_TellsAllAtOnce()
    {
        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => PageAsync("?state=running,walking&limit=501&from=soon&status=failed"));

        Assert.Equal(
            "state is walking; one of pending, running, completed, failed, terminated, suspended, several with a comma between, is needed. "
            + "from is soon; a time in UTC such as 2026-01-31 or 2026-01-31T12:00:00Z is needed. limit is 501; a whole number from 1 to 500 is needed. "
            + "query is status; one of state, prefix, from, to, limit, continuation is needed.",
            refused.Message);
    }

    [Fact]
    public async Task Find_Completed_HasInputAndOutput() => Assert.Equal(
        Done + "\"custom_status\":{\"done\":3},\"input\":{\"run_id\":\"r1\"},\"output\":{\"total\":2},\"failure\":null}",
        JsonSerializer.Serialize(await InstanceViews.FindAsync(hub.Client, "run-1", Token), ApiJson.Options));

    [Fact]
    public async Task Find_Failed_SaysWhyInWordsWithoutKeys()
    {
        InstanceDetail failed = await InstanceViews.FindAsync(hub.Client, "run-2", Token);

        Assert.Equal(("failed", null), (failed.State, failed.Output));
        Assert.Equal("System.InvalidOperationException: No bars. See https://x.example/?code=***&sig=***", failed.Failure);
    }

    [Fact]
    public async Task Find_Terminated_HasItsReasonAsOutputAndNoKeyInItsInput()
    {
        InstanceDetail terminated = await InstanceViews.FindAsync(hub.Client, "job-5", Token);

        Assert.Equal(("terminated", "AccountKey=***;Y=1", "enough"), (terminated.State, terminated.Input?.GetString(), terminated.Output?.GetString()));
    }

    [Fact]
    public async Task Find_Running_HasItsCustomStatusAndNoOutput()
    {
        InstanceDetail running = await InstanceViews.FindAsync(hub.Client, "run-3", Token);

        Assert.Equal(("running", "waiting", null, null, null), (running.State, running.CustomStatus?.GetString(), running.Input, running.Output, running.Failure));
    }

    [Theory]
    [InlineData("run-9")]
    [InlineData("a/b#c")]
    [InlineData("@entity")]
    public async Task Find_Unknown_IsA404ThatNamesIt(string id)
    {
        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => InstanceViews.FindAsync(hub.Client, id, Token));

        Assert.Equal(404, refused.Status);
        Assert.StartsWith($"There is no instance '{id}'; GET /api/instances lists those that exist.", refused.Message, StringComparison.Ordinal);
    }

    private Task<StoredPage<InstanceView>> PageAsync(string query) =>
        InstanceViews.PageAsync(hub.Client, InstanceQuery.Of(new QueryCollection(QueryHelpers.ParseQuery(query))), Token);
}
