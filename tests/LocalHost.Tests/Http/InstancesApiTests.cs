using System.Text.Json;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Functions.Http;

namespace ServerlessTraining.LocalHost.Tests.Http;

public sealed class InstancesApiTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly FakeHub hub = new(
        new OrchestrationMetadata("Plan", "a") { RuntimeStatus = OrchestrationRuntimeStatus.Running, SerializedCustomStatus = "1", CreatedAt = Start, LastUpdatedAt = Start },
        new OrchestrationMetadata("Plan", "b") { RuntimeStatus = OrchestrationRuntimeStatus.Pending, CreatedAt = Start, LastUpdatedAt = Start });

    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync([typeof(InstanceFunctions)], compose: null, hub);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Get_List_NeedsAKey() => Assert.Equal(401, (await host.GetAsync("api/instances", key: null)).Status);

    [Fact]
    public async Task Get_List_DoesNotAskTheEngineForPayloads()
    {
        TestHost.Answer answer = await host.GetAsync("api/instances?state=running,failed&prefix=p&from=2026-01-01&to=2026-01-02&limit=7");

        OrchestrationQuery asked = hub.LastQuery!;
        Assert.Equal(200, answer.Status);
        Assert.Equal((false, "p", 7), (asked.FetchInputsAndOutputs, asked.InstanceIdPrefix, asked.PageSize));
        Assert.Equal((Start.Date.AddDays(-1), Start.Date.AddTicks(-1)), (asked.CreatedFrom!.Value.UtcDateTime, asked.CreatedTo!.Value.UtcDateTime));
        Assert.Equal([OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Failed], asked.Statuses);
    }

    [Fact]
    public async Task Get_List_PagesByItsContinuation()
    {
        TestHost.Answer first = await host.GetAsync("api/instances?limit=1");
        string next = JsonDocument.Parse(first.Body).RootElement.GetProperty("continuation").GetString()!;
        TestHost.Answer second = await host.GetAsync($"api/instances?limit=1&continuation={next}");

        Assert.Contains("\"instance_id\":\"a\",\"name\":\"Plan\",\"state\":\"running\"", first.Body, StringComparison.Ordinal);
        Assert.Contains("\"instance_id\":\"b\",\"name\":\"Plan\",\"state\":\"pending\"", second.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Unknown_IsA404()
    {
        TestHost.Answer answer = await host.GetAsync("api/instances/z");

        Assert.Equal(404, answer.Status);
        Assert.StartsWith("There is no instance 'z'; GET /api/instances lists", answer.Detail, StringComparison.Ordinal);
    }
}
