using System.Text.Json;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>Presets side by side.</summary>
/// <param name="Lines">A line a field, in the order of their names; a list is one field.</param>
public sealed record PresetSideBySide(IReadOnlyList<PresetCompared> Presets, IReadOnlyList<PresetSideBySideLine> Lines)
{
    // Reference distributions are for machines: hundreds of numbers that nobody compares by eye.
    private const string Inputs = "inputs";

    internal static PresetSideBySide Of(IReadOnlyList<StoredPreset> presets)
    {
        Dictionary<string, JsonElement>[] flat = [.. presets.Select(preset => Flat(preset.Content))];
        PresetSideBySideLine[] lines =
        [
            .. flat.SelectMany(fields => fields.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(path =>
            {
                JsonElement?[] values = [.. flat.Select(fields => fields.TryGetValue(path, out JsonElement value) ? value : (JsonElement?)null)];
                return new PresetSideBySideLine(path, values, values.Distinct(SameValue.Instance).Count() > 1);
            }),
        ];
        return new PresetSideBySide([.. presets.Select(PresetCompared.Of)], lines);
    }

    private static Dictionary<string, JsonElement> Flat(JsonElement content)
    {
        Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
        foreach (JsonProperty property in content.EnumerateObject().Where(property => property.Name != Inputs)) Add(fields, property.Name, property.Value);
        return fields;
    }

    private static void Add(Dictionary<string, JsonElement> fields, string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object) foreach (JsonProperty property in value.EnumerateObject()) Add(fields, $"{path}.{property.Name}", property.Value);
        else fields[path] = value;
    }

    private sealed class SameValue : IEqualityComparer<JsonElement?>
    {
        public static SameValue Instance { get; } = new();

        public bool Equals(JsonElement? x, JsonElement? y) => x is { } left && y is { } right ? JsonElement.DeepEquals(left, right) : x is null && y is null;

        // So few are compared that one bucket will do.
        public int GetHashCode(JsonElement? obj) => 0;
    }
}
