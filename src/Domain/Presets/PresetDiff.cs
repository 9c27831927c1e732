using System.Text.Json;

namespace ServerlessTraining.Domain.Presets;

/// <summary>What changed between two JSON documents. Numbers are compared by value (1 is 1.0 is 1e0), the order of properties does not
/// matter, the order of array items does. Changes come in a fixed order: properties by name, items by index. A part that only one document
/// has is one change, whatever it contains.</summary>
public static class PresetDiff
{
    private const string Root = "$";

    public static IReadOnlyList<PresetChange> Between(JsonElement before, JsonElement after)
    {
        List<PresetChange> changes = [];
        Compare("", before, after, changes);
        return changes;
    }

    private static void Compare(string path, JsonElement before, JsonElement after, List<PresetChange> changes)
    {
        switch (before.ValueKind, after.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                CompareObjects(path, before, after, changes);
                break;
            case (JsonValueKind.Array, JsonValueKind.Array):
                CompareArrays(path, before, after, changes);
                break;
            default:
                if (JsonElement.DeepEquals(before, after)) break;
                changes.Add(new PresetChange(path.Length == 0 ? Root : path, PresetChangeKind.Changed, before.Clone(), after.Clone()));
                break;
        }
    }

    private static void CompareObjects(string path, JsonElement before, JsonElement after, List<PresetChange> changes)
    {
        IEnumerable<string> names = before.EnumerateObject().Concat(after.EnumerateObject()).Select(property => property.Name);
        foreach (string name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            JsonElement? old = before.TryGetProperty(name, out JsonElement left) ? left : null;
            JsonElement? current = after.TryGetProperty(name, out JsonElement right) ? right : null;
            CompareParts(Join(path, name), old, current, changes);
        }
    }

    private static void CompareArrays(string path, JsonElement before, JsonElement after, List<PresetChange> changes)
    {
        int oldLength = before.GetArrayLength();
        int newLength = after.GetArrayLength();
        for (int i = 0; i < Math.Max(oldLength, newLength); i++)
        {
            CompareParts($"{path}[{i}]", i < oldLength ? before[i] : null, i < newLength ? after[i] : null, changes);
        }
    }

    private static void CompareParts(string path, JsonElement? before, JsonElement? after, List<PresetChange> changes)
    {
        if (before is { } old && after is { } current)
        {
            Compare(path, old, current, changes);
        }
        else
        {
            PresetChangeKind kind = before is null ? PresetChangeKind.Added : PresetChangeKind.Removed;
            changes.Add(new PresetChange(path, kind, before?.Clone(), after?.Clone()));
        }
    }

    private static string Join(string path, string name)
    {
        bool plain = name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '+' or '/');
        if (!plain) return $"{path}[{PresetChange.Compact(name)}]";
        return path.Length == 0 ? name : $"{path}.{name}";
    }
}
