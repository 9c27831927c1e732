using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Domain.Tests.Presets;

public sealed class PresetDiffTests
{
    [Fact]
    public void Between_TwoVersions_NamesEveryPlaceInOrder()
    {
        IReadOnlyList<PresetChange> changes = Diff(
            """{"trials": 20, "features": {"system": "v2", "gone": [1, 2]}, "horizons": [1, 3, 5], "same": null}""",
            """{"same": null, "features": {"new": {"a": 1}, "system": "poc16+ma5"}, "horizons": [1, 4, 5, 10], "trials": 20.0}""");

        Assert.Equal(
            [
                "- features.gone: [1,2]",
                """+ features.new: {"a":1}""",
                """~ features.system: "v2" -> "poc16+ma5" """.Trim(),
                "~ horizons[1]: 3 -> 4",
                "+ horizons[3]: 10",
            ],
            changes.Select(change => change.ToString()));
        Assert.Equal(
            [PresetChangeKind.Removed, PresetChangeKind.Added, PresetChangeKind.Changed, PresetChangeKind.Changed, PresetChangeKind.Added],
            changes.Select(change => change.Kind));
        Assert.Equal((null, 10), (changes[^1].Old?.GetInt32(), changes[^1].New?.GetInt32()));
    }

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("1", "1e0", true)]
    [InlineData("0.1", "1E-1", true)]
    [InlineData("100", "1e2", true)]
    [InlineData("0", "-0.0", true)]
    [InlineData("0.1", "0.10000000000000000001", false)]
    [InlineData("9007199254740993", "9007199254740992", false)]
    [InlineData("1", "\"1\"", false)]
    [InlineData("1", "true", false)]
    [InlineData("null", "0", false)]
    [InlineData("\"a\"", "\"\\u0061\"", true)]
    [InlineData("{}", "[]", false)]
    public void Between_Leaves_AreComparedByValue(string before, string after, bool equal) =>
        Assert.Equal(equal, Diff(before, after).Count == 0);

    [Fact]
    public void Between_WholeDocumentReplaced_HasThePathOfTheRoot() =>
        Assert.Equal("~ $: {} -> 3", Assert.Single(Diff("{}", "3")).ToString());

    [Fact]
    public void Between_NullAndMissing_Differ() => Assert.Equal("- a: null", Assert.Single(Diff("""{"a": null}""", "{}")).ToString());

    [Fact]
    public void Between_NamesThatAreNoWords_StandInBrackets() =>
        Assert.Equal(
            ["""~ ["a.b"].c: 1 -> 2""", """+ x[""]: 3"""],
            Diff("""{"a.b": {"c": 1}, "x": {}}""", """{"a.b": {"c": 2}, "x": {"": 3}}""").Select(change => change.ToString()));

    [Fact]
    public void Between_DocumentThatIsDisposed_KeepsItsValues()
    {
        PresetChange change;
        using (JsonDocument before = JsonDocument.Parse("[1]"))
        using (JsonDocument after = JsonDocument.Parse("[2]"))
        {
            change = Assert.Single(PresetDiff.Between(before.RootElement, after.RootElement));
        }

        Assert.Equal("~ [0]: 1 -> 2", change.ToString());
    }

    [Fact]
    public void Between_ADocumentAndItself_IsEmpty() => Property.Holds(random =>
    {
        JsonElement document = RandomDocument(random);

        Assert.Empty(PresetDiff.Between(document, JsonSerializer.Deserialize<JsonElement>(document.GetRawText())));
    });

    [Fact]
    public void Between_AnyTwoDocuments_IsTheWayFromOneToTheOther() => Property.Holds(random =>
    {
        JsonElement before = RandomDocument(random);
        JsonElement after = RandomDocument(random);

        JsonNode? walked = Apply(JsonNode.Parse(before.GetRawText()), PresetDiff.Between(before, after));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(after.GetRawText()), walked), $"{before} by {string.Join(", ", PresetDiff.Between(before, after))} is not {after}");
    });

    [Fact]
    public void Between_TheOtherWayRound_HasTheSamePlaces() => Property.Holds(random =>
    {
        JsonElement before = RandomDocument(random);
        JsonElement after = RandomDocument(random);

        Assert.Equal(
            PresetDiff.Between(before, after).Select(change => (change.Path, change.Old?.GetRawText(), change.New?.GetRawText())),
            PresetDiff.Between(after, before).Select(change => (change.Path, change.New?.GetRawText(), change.Old?.GetRawText())));
    });

    private static IReadOnlyList<PresetChange> Diff(string before, string after) =>
        PresetDiff.Between(JsonSerializer.Deserialize<JsonElement>(before), JsonSerializer.Deserialize<JsonElement>(after));

    private static JsonElement RandomDocument(SeededRandom random) =>
        JsonSerializer.SerializeToElement(new JsonObject { ["a"] = Node(random, 3), ["b"] = Node(random, 3) });

    private static JsonNode? Node(SeededRandom random, int depth)
    {
        int kind = random.Next(depth == 0 ? 3 : 7);
        if (kind >= 5) return new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Node(random, depth - 1))]);
        string[] names = [.. ((string[])["x", "y", "z"]).Where(_ => random.Next(2) == 0)];
        if (kind >= 3) return new JsonObject(names.Select(name => KeyValuePair.Create(name, Node(random, depth - 1))));
        return kind == 0 ? null : JsonValue.Create(random.Next(3));
    }

    /// <summary>Walks the paths in an own way; removals of array items from the end, so that indices stay true.</summary>
    private static JsonNode? Apply(JsonNode? root, IReadOnlyList<PresetChange> changes)
    {
        ILookup<bool, PresetChange> removals = changes.ToLookup(change => change.Kind == PresetChangeKind.Removed);
        foreach (PresetChange change in removals[false].Concat(removals[true].Reverse()))
        {
            string[] steps = change.Path.Replace("]", "", StringComparison.Ordinal).Split('.', '[');
            JsonNode? parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray array ? array[int.Parse(step)] : node![step]);
            JsonNode? value = change.New is { } added ? JsonNode.Parse(added.GetRawText()) : null;
            if (parent is JsonArray items) Put(items, int.Parse(steps[^1]), change.Kind, value);
            else if (change.Kind == PresetChangeKind.Removed) parent!.AsObject().Remove(steps[^1]);
            else parent![steps[^1]] = value;
        }

        return root;
    }

    private static void Put(JsonArray items, int index, PresetChangeKind kind, JsonNode? value)
    {
        if (kind == PresetChangeKind.Added) items.Insert(index, value);
        else if (kind == PresetChangeKind.Removed) items.RemoveAt(index);
        else items[index] = value;
    }
}
