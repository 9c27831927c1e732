using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Functions.Http;

namespace ServerlessTraining.Functions.Tests;

public sealed class PresetFunctionsTests
{
    private const string Root = "presets/";

    private static IReadOnlyList<HttpTriggerAttribute> Http { get; } = [.. ProductTriggers.All.Select(one => one.Trigger).OfType<HttpTriggerAttribute>()];

    [Fact]
    public void Routes_OfPresets_AreThose() => Assert.Equal(
        [
            "delete presets/{name}", "get presets", "get presets/compare", "get presets/{name}", "get presets/{name}/config", "get presets/{name}/diff",
            "get presets/{name}/export", "get presets/{name}/history", "get presets/{name}/performance", "post presets", "post presets/ensemble", "post presets/export",
            "post presets/import", "post presets/{name}/performance", "post presets/{name}/restore",
        ],
        ProductTriggers.All.Where(one => one.Method.DeclaringType == typeof(PresetFunctions))
            .Select(one => one.Trigger).Cast<HttpTriggerAttribute>().Select(http => $"{Assert.Single(http.Methods!)} {http.Route}").Order(StringComparer.Ordinal));

    /// <summary>A literal goes before {name}: a preset of such a name could not be reached.</summary>
    [Fact]
    public void Routes_LiteralsBesideNames_AreNoNamesOfPresets()
    {
        IEnumerable<string> first = Http.Where(http => http.Route!.StartsWith(Root, StringComparison.Ordinal)).Select(http => http.Route![Root.Length..].Split('/')[0]);
        string[] literals = [.. first.Where(part => part[0] != '{').Distinct()];

        Assert.NotEmpty(literals);
        Assert.All(literals, literal => Assert.Throws<ServerlessTrainingException>(() => PresetName.Parse(literal)));
    }
}
