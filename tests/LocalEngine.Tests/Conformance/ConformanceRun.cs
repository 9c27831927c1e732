using System.Text.Json.Nodes;
using global::Conformance;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalEngine.Tests.Hub;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalEngine.Tests.Conformance;

/// <summary>Runs all scenarios once: those that bear company side by side, then the others alone.</summary>
public sealed class ConformanceRun(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, JsonNode> outcomes = [];

    public JsonNode Outcome(string scenario) => outcomes[scenario];

    public async ValueTask InitializeAsync()
    {
        using LoggerFactory loggers = new([new TallyLoggerProvider()]);
        await using TaskHub hub = await TaskHub.StartAsync(
            new TaskHubOptions { HubName = TestHub.NewName() }, FunctionBinder.Bind(typeof(Scenarios).Assembly, "Conformance"), TestHub.Storage(azurite), loggers,
            TimeProvider.System, TestContext.Current.CancellationToken);
        Scenario[] together = [.. Scenarios.All.Where(s => !s.Exclusive)];
        JsonNode[] nodes = await Task.WhenAll(together.Select(s => RunAsync(hub, s)));
        foreach ((Scenario scenario, JsonNode node) in together.Zip(nodes)) outcomes[scenario.Name] = node;
        foreach (Scenario scenario in Scenarios.All.Where(s => s.Exclusive)) outcomes[scenario.Name] = await RunAsync(hub, scenario);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<JsonNode> RunAsync(TaskHub hub, Scenario scenario)
    {
        using CancellationTokenSource limit = new(Limit);
        try
        {
            return await scenario.Run(hub.Client, limit.Token);
        }
        catch (Exception error)
        {
            return new JsonObject { ["the scenario itself failed"] = error.ToString() };
        }
    }
}
