using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Domain.Tests.Grids;

/// <summary>Grid documents for tests.</summary>
internal static class GridDocuments
{
    public const string Two = """
        {"name": "two", "models": ["ridge", "lightgbm"], "symbols": ["BTCUSDT", "ETHUSDT"], "timeframes": ["1h"], "days": [90, 180], "horizons": [1, 3]}
        """;

    public static TrainingGrid Read(string json) => TrainingGrid.Read(JsonDocumentReader.Read(json), GridVocabulary.BuiltIn);

    /// <summary>The grid <see cref="Two"/> with keys replaced or added.</summary>
    public static TrainingGrid Read(params (string Key, string Json)[] changes)
    {
        JsonObject grid = JsonNode.Parse(Two)!.AsObject();
        foreach ((string key, string json) in changes) grid[key] = JsonNode.Parse(json);
        return Read(grid.ToJsonString());
    }

    public static GridExpansion Expand(TrainingGrid grid, params string[] trained) => GridExpansion.Of(grid, WhyTrained(trained));

    /// <summary>Those configurations are trained whose canonical text has one of the parts.</summary>
    public static Func<TrainingConfiguration, string?> WhyTrained(params string[] parts) =>
        configuration => parts.FirstOrDefault(part => configuration.CanonicalText.Contains(part, StringComparison.Ordinal)) is { } part ? $"has {part}" : null;

    /// <summary>A small grid, in which values come twice, and several spellings of one value too.</summary>
    public static string Random(SeededRandom random)
    {
        JsonObject grid = new()
        {
            ["name"] = "random",
            ["models"] = Some(random, 3, "ridge", "lasso", "lightgbm", Model("ridge", """{"alpha": [1, 1.0, 2]}"""), Model("lightgbm", """{"a": 31, "b": [63, null]}""")),
            ["symbols"] = Some(random, 2, "BTCUSDT", "btc/usdt", "ETHUSDT"),
            ["timeframes"] = Some(random, 2, "1h", "H1", "15m", "1D"),
            ["days"] = Some(random, 2, 90, 180, 365),
            ["horizons"] = Some(random, 4, 1, 3, 6, 12),
            ["skip_already_trained"] = random.Next(4) > 0,
        };
        if (random.Next(2) == 0) grid["encoders"] = Some(random, 2, "time_delta", "absolute");
        if (random.Next(2) == 0) grid["feature_systems"] = Some(random, 2, "v1", "v2", "poc16");
        if (random.Next(2) == 0) grid["indicator_timeframes"] = JsonNode.Parse(random.Next(2) == 0 ? "[\"1w\"]" : "[[\"1w\"], [\"W1\", \"1w\"], []]");
        return grid.ToJsonString();
    }

    private static JsonObject Model(string type, string hyperParameters) => new() { ["type"] = type, ["hyper_parameters"] = JsonNode.Parse(hyperParameters) };

    private static JsonNode? Some(SeededRandom random, int most, params JsonNode[] values)
    {
        JsonNode[] chosen = [.. Enumerable.Range(0, 1 + random.Next(most)).Select(_ => values[random.Next(values.Length)].DeepClone())];
        return chosen.Length == 1 && random.Next(2) == 0 ? chosen[0] : new JsonArray(chosen);
    }
}
