using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Documents;

namespace ServerlessTraining.Orchestration.Tests.Documents;

/// <summary>A grid is the same grid in JSON and in YAML.</summary>
public sealed class GridFormsTests
{
    private const ulong Seed = 20261121;
    private static readonly string[] Pieces =
    [
        "&a ", "*a", "!!str ", "---\n", "...\n", "%YAML 1.1\n", "? ", ": ", "- ", "\t", "\n", "\n  ", "{", "}", "[", "]", "|\n", ">-\n", "'", "\"", "#", "0x1", "é",
        "\0", "\uD800", "<<: ",
    ];

    [Fact]
    public void Expand_JsonBlockAndFlowForm_GivesTheSameHashesInTheSameOrder()
    {
        for (ulong i = 0; i < 200; i++)
        {
            SeededRandom random = new SeededRandom(Seed).Fork(i);
            JsonNode grid = RandomGrid(random);
            string[] expected = Hashes(JsonDocumentReader.Read(grid.ToJsonString()));

            Assert.Equal(expected, Hashes(YamlDocumentReader.Read(Block(grid, 0, random))));
            Assert.Equal(expected, Hashes(YamlDocumentReader.Read(grid.ToJsonString(new JsonSerializerOptions { WriteIndented = random.Next(2) == 0 }))));
        }
    }

    [Fact]
    public void Read_MutatedGrid_IsAGridOrErrorsWithTheirPlaces()
    {
        int grids = 0;
        int refused = 0;
        for (ulong i = 0; i < 3000; i++)
        {
            SeededRandom random = new SeededRandom(Seed + 1).Fork(i);
            string text = Mutate(Block(RandomGrid(random), 0, random), random);
            try
            {
                TrainingGrid.Read(YamlDocumentReader.Read(text), GridVocabulary.BuiltIn);
                grids++;
            }
            catch (DocumentException error)
            {
                refused++;
                // The end of a text without a last line break counts as a line of its own.
                int lines = text.Count(c => c is '\n' or '\r') + 2;
                Assert.NotEmpty(error.Errors);
                Assert.All(error.Errors, one => Assert.InRange(one.Position.Line, 1, lines));
                Assert.All(error.Errors, one => Assert.InRange(one.Position.Column, 1, text.Length + 1));
            }
        }

        Assert.True(grids > 100 && refused > 1000, $"{grids} grids, {refused} refused");
    }

    private static string[] Hashes(DocumentNode document) =>
        [.. GridExpansion.Of(TrainingGrid.Read(document, GridVocabulary.BuiltIn), _ => null).ToTrain.Select(configuration => configuration.Hash.Text)];

    private static JsonObject RandomGrid(SeededRandom random) => new()
    {
        ["name"] = "a: 'grid' # no comment\"",
        ["models"] = Some(random, "ridge", "lightgbm", Lightgbm(random)),
        ["symbols"] = Some(random, "BTCUSDT", "btc/usdt", "SPY"),
        ["timeframes"] = Some(random, "1h", "M15", "1D"),
        ["days"] = Some(random, 90, 1e2, 180.0),
        ["horizons"] = Some(random, 1, 3, 12),
        ["indicator_timeframes"] = random.Next(2) == 0 ? null : JsonNode.Parse("""[["1w"], []]"""),
        ["skip_already_trained"] = random.Next(2) == 0,
    };

    private static JsonObject Lightgbm(SeededRandom random) => new()
    {
        ["type"] = "lightgbm",
        ["hyper_parameters"] = new JsonObject
        {
            ["learning_rate"] = Some(random, 0.05, 1e-7, 1E-2),
            ["boosting"] = Some(random, "gbdt", "no", "1e3", "true", "null", "~", "- x", "é\n\u0001", "0x1F"),
            ["extra"] = Some(random, true, 31, JsonNode.Parse("""{"a": [1, {"b": null}], "c": {}}""")!),
        },
    };

    private static JsonNode Some(SeededRandom random, params JsonNode[] values)
    {
        JsonNode[] chosen = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => values[random.Next(values.Length)].DeepClone())];
        return chosen.Length == 1 && random.Next(2) == 0 ? chosen[0] : new JsonArray(chosen);
    }

    /// <summary>Block style, text quoted or plain; the indent is a random choice too.</summary>
    private static string Block(JsonNode? node, int indent, SeededRandom random)
    {
        string margin = new(' ', indent);
        int deeper = indent + 1 + random.Next(3);
        StringBuilder text = new();
        switch (node)
        {
            case JsonObject { Count: > 0 } mapping:
                foreach ((string key, JsonNode? value) in mapping) text.Append($"{margin}{key}:{Value(value, deeper, random)}");
                return text.ToString();
            case JsonArray { Count: > 0 } list:
                foreach (JsonNode? item in list) text.Append($"{margin}-{Value(item, deeper, random)}");
                return text.ToString();
            default:
                throw new InvalidOperationException("Only what has entries has lines of its own.");
        }
    }

    private static string Value(JsonNode? node, int indent, SeededRandom random) => node switch
    {
        null => random.Next(2) == 0 ? "\n" : " ~\n",
        JsonObject { Count: > 0 } or JsonArray { Count: > 0 } => $"{(random.Next(2) == 0 ? " # comment" : "")}\n{Block(node, indent, random)}",
        _ when IsPlain(node) && random.Next(2) == 0 => $" {node.GetValue<string>()}\n",
        _ => $" {node.ToJsonString()}\n",
    };

    private static bool IsPlain(JsonNode node) =>
        node.GetValueKind() == JsonValueKind.String && node.GetValue<string>().All(c => char.IsAsciiLetterUpper(c) || c == '/');

    private static string Mutate(string text, SeededRandom random)
    {
        StringBuilder changed = new(text);
        int place = random.Next(changed.Length);
        int length = Math.Min(1 + random.Next(random.Next(2) == 0 ? 1 : 12), changed.Length - place);
        switch (random.Next(4))
        {
            case 0:
                changed.Remove(place, length);
                break;
            case 1:
                changed.Insert(place, Pieces[random.Next(Pieces.Length)]);
                break;
            case 2:
                changed[place] = char.IsAsciiDigit(changed[place]) ? (char)('0' + random.Next(10)) : (char)random.Next(128);
                break;
            default:
                changed.Insert(random.Next(changed.Length), changed.ToString(place, length));
                break;
        }

        return changed.ToString();
    }
}
