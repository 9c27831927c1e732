using Microsoft.DurableTask.Client;

namespace ServerlessTraining.LocalHost.Tests.Monitoring;

public sealed class InstanceEndpointsTests : IAsyncLifetime
{
    private const string Path = "runtime/webhooks/durabletask/instances";

    private const string Done = """{"name":"Plan","instanceId":"a","runtimeStatus":"Completed","input":{"n":1},"customStatus":"half","output":[2],"""
        + "\"createdTime\":\"2026-01-02T03:04:05Z\",\"lastUpdatedTime\":\"2026-01-02T03:05:00Z\"}";

    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private readonly FakeHub hub = new(
        new OrchestrationMetadata("Plan", "a")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Completed,
            SerializedInput = "{\"n\":1}",
            SerializedCustomStatus = "\"half\"",
            SerializedOutput = "[2]",
            CreatedAt = Start,
            LastUpdatedAt = Start.AddSeconds(55),
        },
        new OrchestrationMetadata("Plan", "b") { RuntimeStatus = OrchestrationRuntimeStatus.Failed, SerializedOutput = "Type: message", CreatedAt = Start, LastUpdatedAt = Start },
        new OrchestrationMetadata("Plan", "c") { RuntimeStatus = OrchestrationRuntimeStatus.Running, CreatedAt = Start, LastUpdatedAt = Start });

    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync([], compose: null, hub);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Get_One_HasTheFieldsOfTheDurableApi()
    {
        TestHost.Answer answer = await host.GetAsync($"{Path}/a");

        Assert.Equal((200, Done), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Get_OneWithoutInput_HidesIt() =>
        Assert.Equal(Done.Replace("{\"n\":1}", "null", StringComparison.Ordinal), (await host.GetAsync($"{Path}/a?showInput=false")).Body);

    [Fact]
    public async Task Get_OneThatFailed_HasItsTextAsOutput() => Assert.Contains("\"output\":\"Type: message\"", (await host.GetAsync($"{Path}/b")).Body, StringComparison.Ordinal);

    [Fact]
    public async Task Get_OneThatRuns_Is202WithWhereToAskAgain()
    {
        TestHost.Answer answer = await host.GetAsync($"{Path}/c?code={TestHost.Key}", key: null);

        Assert.Equal((202, $"/{Path}/c", "5"), (answer.Status, answer.Headers["Location"], answer.Headers["Retry-After"]));
    }

    [Fact]
    public async Task Get_Unknown_Is404()
    {
        TestHost.Answer answer = await host.GetAsync($"{Path}/z");

        Assert.Equal((404, $"There is no instance 'z'; GET /{Path} lists those that exist."), (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task Get_List_PagesByTopAndToken()
    {
        TestHost.Answer first = await host.GetAsync($"{Path}?top=2");
        TestHost.Answer second = await host.GetAsync($"{Path}?top=2", headers: ("x-ms-continuation-token", first.Headers["x-ms-continuation-token"]));

        Assert.StartsWith($"[{Done},", first.Body, StringComparison.Ordinal);
        Assert.Contains("\"instanceId\":\"c\"", second.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("x-ms-continuation-token", second.Headers.Keys);
    }

    [Fact]
    public async Task Get_List_HandsOnItsFilters()
    {
        await host.GetAsync($"{Path}?runtimeStatus=Running,failed&runtimeStatus=Pending&createdTimeFrom=2026-01-01&createdTimeTo=2026-01-02T00:00:00Z&instanceIdPrefix=fan-&top=7");

        OrchestrationQuery query = hub.LastQuery!;
        Assert.Equal([OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Pending], query.Statuses);
        Assert.Equal((Start.AddDays(-1).Date, Start.Date), (query.CreatedFrom!.Value.UtcDateTime, query.CreatedTo!.Value.UtcDateTime));
        Assert.Equal(("fan-", 7), (query.InstanceIdPrefix, query.PageSize));
    }

    [Fact]
    public async Task Get_ListWithBadFilters_NamesThemAll()
    {
        TestHost.Answer answer = await host.GetAsync($"{Path}?top=0&runtimeStatus=Walking&createdTimeFrom=soon&showInput=perhaps");

        Assert.Equal(400, answer.Status);
        Assert.Equal(
            "createdTimeFrom is 'soon'; a time such as 2026-01-31T12:00:00Z is needed. runtimeStatus is 'Walking'; one of "
            + string.Join(", ", Enum.GetNames<OrchestrationRuntimeStatus>())
            + " is needed. top is '0'; a whole number from 1 to 1000 is needed. showInput is 'perhaps'; true or false is needed.",
            answer.Detail);
    }

    [Fact]
    public async Task Get_ListWithATokenOfNobody_Is400()
    {
        TestHost.Answer answer = await host.GetAsync(Path, headers: ("x-ms-continuation-token", "junk"));

        Assert.Equal((400, "x-ms-continuation-token is 'junk'; the token of the answer before is needed."), (answer.Status, answer.Detail));
    }

    [Theory]
    [InlineData("POST", Path)]
    [InlineData("DELETE", Path)]
    [InlineData("DELETE", $"{Path}/a")]
    [InlineData("POST", $"{Path}/a/terminate")]
    [InlineData("POST", $"{Path}/a/raiseEvent/x")]
    [InlineData("POST", "runtime/webhooks/durabletask/orchestrators/Plan")]
    public async Task Send_WhatWouldChangeSomething_Is405(string verb, string path)
    {
        TestHost.Answer answer = await host.SendAsync(verb, path, "{}");

        Assert.Equal((405, $"{verb} is not allowed: instances can only be read here. Allowed: GET."), (answer.Status, answer.Detail));
    }
}
