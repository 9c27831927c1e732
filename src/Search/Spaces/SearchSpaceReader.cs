using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Search.Spaces;

/// <summary>Reads the parameters of a space one by one, then their conditions, which look at each other.</summary>
internal static class SearchSpaceReader
{
    public static SearchSpace? Read(DocumentValue root)
    {
        IReadOnlyList<KeyValuePair<string, WrittenParameter>> all = root.Entries(WrittenParameter.Read);
        if (root.Node is not DocumentMapping) return null;
        if (all.Count is 0 or > SearchSpace.Most)
        {
            root.Error($"has {all.Count} parameters; 1 to {SearchSpace.Most} can be searched");
            return null;
        }

        foreach ((string name, WrittenParameter written) in all) written.Finish(name);
        Dictionary<string, WrittenParameter> byName = all.ToDictionary(StringComparer.Ordinal);
        List<SearchParameter> ordered = [];
        foreach (string name in byName.Keys.Order(StringComparer.Ordinal)) Place(byName, byName[name], ordered);
        return root.HasErrors ? null : new SearchSpace(ordered);
    }

    /// <summary>Puts a parameter behind the one that its condition looks at.</summary>
    private static void Place(Dictionary<string, WrittenParameter> all, WrittenParameter written, List<SearchParameter> ordered)
    {
        if (written.IsMet) return;
        written.IsMet = true;
        if (written.When is { } when) Follow(all, written.Value, when, ordered);
        if (written.Parameter is not null) ordered.Add(written.Parameter);
        written.IsPlaced = true;
    }

    private static void Follow(Dictionary<string, WrittenParameter> all, DocumentValue value, SearchCondition when, List<SearchParameter> ordered)
    {
        string name = DocumentText.Cut(when.Parameter);
        if (!all.TryGetValue(when.Parameter, out WrittenParameter? parent))
        {
            value.Error($"depends on {name}, which is not a parameter of the space");
            return;
        }

        Place(all, parent, ordered);
        if (!parent.IsPlaced) value.Error($"depends on {name}, which depends on it in turn");
        if (parent.Parameter is ChoiceParameter { Choices: var choices })
        {
            string[] unknown = [.. when.Choices.Except(choices, StringComparer.Ordinal)];
            if (unknown.Length > 0) value.Error($"depends on {name} being {string.Join(" or ", unknown)}; its choices are {string.Join(", ", choices)}");
        }
        else if (parent.Parameter is not null)
        {
            value.Error($"depends on {name}, which has no choices");
        }
    }
}
