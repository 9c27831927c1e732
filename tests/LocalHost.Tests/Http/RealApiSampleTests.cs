using System.Reflection;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Invocation;

namespace ServerlessTraining.LocalHost.Tests.Http;

/// <summary>App source written for the real packages, unchanged; it lies beside the repository and is compiled by tests/Compat.Sample where it does.</summary>
public sealed class RealApiSampleTests
{
    private static readonly Assembly Sample = Assembly.Load("ServerlessTraining.Compat.Sample");

    [Fact]
    public void FindIn_SampleAndConformanceKit_TakesEveryFunction()
    {
        SkipWithoutSample();

        AppFunctions functions = FunctionDiscovery.FindIn(new ConfigurationBuilder().Build(), Sample);

        Assert.Equal(["GetFan", "ReadModelPeople", "StartFan"], functions.Http.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Equal("*/5 * * * * *", Assert.Single(functions.Timers).Schedule);
        Assert.Contains("FanOut", functions.Orchestrators.Select(f => f.Name));
        Assert.Contains("SquareIt", functions.Activities.Select(f => f.Name));
    }

    [Fact]
    public async Task FromApp_SampleAndConformanceKit_IsTakenByTheEngine()
    {
        SkipWithoutSample();
        await using TestHost host = await StartAsync(new FakeHub());

        TaskHubFunctions hub = HubFunctions.FromApp(FunctionDiscovery.FindIn(new ConfigurationBuilder().Build(), Sample), host.Invoker);

        Assert.Contains("FanOut", hub.OrchestratorNames);
        Assert.Contains("SquareIt", hub.ActivityNames);
    }

    [Fact]
    public async Task Post_Fan_StartsTheOrchestration()
    {
        SkipWithoutSample();
        FakeHub hub = new();
        await using TestHost host = await StartAsync(hub);

        TestHost.Answer answer = await host.SendAsync("POST", "api/fan", "{\"count\":3}");

        Assert.Equal(202, answer.Status);
        Assert.Equal(["FanOut 3"], hub.Started);
        Assert.Matches("^/api/fan/fan-[0-9a-f]{32}$", answer.Headers["Location"]);
    }

    [Theory]
    [InlineData("POST", "api/fan", "{\"count\":0}", 400, "{\"error\":\"count\"}")]
    [InlineData("GET", "api/fan/known", null, 200, "{\"status\":\"Completed\",\"output\":\"14\"}")]
    [InlineData("GET", "api/fan/unknown", null, 404, "")]
    [InlineData("GET", "api/plain", null, 200, "{\"ok\":true}")]
    public async Task Send_Request_IsAnsweredAsTheFunctionSays(string verb, string path, string? body, int status, string expected)
    {
        SkipWithoutSample();
        await using TestHost host = await StartAsync(new FakeHub(
            new OrchestrationMetadata("FanOut", "known") { RuntimeStatus = OrchestrationRuntimeStatus.Completed, SerializedOutput = "14" }));

        TestHost.Answer answer = await host.SendAsync(verb, path, body);

        Assert.Equal((status, expected), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Post_FanWithoutJson_Is400AndNot500()
    {
        SkipWithoutSample();
        await using TestHost host = await StartAsync(new FakeHub());

        Assert.Equal("The body is not JSON: line 1, byte 10. Send one complete JSON value in UTF-8.", (await host.SendAsync("POST", "api/fan", "{\"count\":x")).Detail);
    }

    private static Task<TestHost> StartAsync(FakeHub hub) =>
        TestHost.StartAsync(Sample.GetExportedTypes(), (builder, _) => builder.Services.AddSingleton(TimeProvider.System), hub);

    private static void SkipWithoutSample() => Assert.SkipWhen(Sample.GetType("Sample.Api") is null, "the sample does not lie beside the repository");
}
