using System.Text.Json.Nodes;
using global::Conformance;

namespace ServerlessTraining.LocalEngine.Tests.Conformance;

/// <summary>Scenarios that were run on the real engine (Functions worker, DurableTask.Core, Azure Storage), with the outcomes that it gave.</summary>
public sealed class ConformanceTests(ConformanceRun run) : IClassFixture<ConformanceRun>
{
    private static readonly JsonObject Expected =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Conformance", "expected.json")))!["scenarios"]!.AsObject();

    public static TheoryData<string> Names => [.. Scenarios.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_OnThisEngine_GivesTheOutcomeOfTheRealOne(string name)
    {
        JsonNode expected = WithoutTransport(Expected[name]!["expected"]!.DeepClone());
        JsonNode actual = WithoutTransport(run.Outcome(name).DeepClone());

        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");
    }

    [Fact]
    public void Scenarios_OfTheKit_AllHaveARecordedOutcome() =>
        Assert.Equal(Expected.Select(p => p.Key).Order(StringComparer.Ordinal), Scenarios.All.Select(s => s.Name).Order(StringComparer.Ordinal));

    /// <summary>The type and code of a refusal only bind an engine that speaks gRPC; that it was refused is the contract.</summary>
    private static JsonNode WithoutTransport(JsonNode node)
    {
        if (node is JsonArray array)
        {
            foreach (JsonNode? item in array) if (item is not null) WithoutTransport(item);
        }
        else if (node is JsonObject item)
        {
            if (item["result"]?.ToString() == "rejected")
            {
                item.Remove("type");
                item.Remove("code");
            }

            foreach ((_, JsonNode? value) in item.ToArray()) if (value is not null) WithoutTransport(value);
        }

        return node;
    }
}
