using System.Text.Json;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>Reads rules by hand: a binder would stop at the first error and pass over names that it does not know.</summary>
internal sealed class RegimeJsonReader
{
    public const string Regimes = "regimes";
    public const string Name = "name";
    public const string Priority = "priority";
    public const string Enabled = "enabled";
    public const string Description = "description";
    public const string Conditions = "conditions";
    private const string Root = "";
    private const string WholeNumber = "a whole number";
    private readonly List<RegimeProblem> problems = [];

    private RegimeJsonReader()
    {
    }

    public static RegimeRuleSet ReadSet(string json)
    {
        List<RegimeRule> rules = [];
        RegimeJsonReader reader = new();
        reader.Read(json, root => rules = reader.Rules(root));
        reader.problems.AddRange(RegimeRuleSet.Violations(rules));
        Problems.ThrowIfAny("the JSON of the regime rules", reader.problems);
        return new RegimeRuleSet(rules);
    }

    public static RegimeRule ReadRule(string json)
    {
        RegimeRule? rule = null;
        RegimeJsonReader reader = new();
        reader.Read(json, root => rule = reader.Rule(root, Root));
        Problems.ThrowIfAny("the JSON of the regime rule", reader.problems);
        return rule!;
    }

    private void Read(string json, Action<JsonElement> read)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            read(document.RootElement);
        }
        // The last two are what half a surrogate pair gives, in the text or behind an escape.
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            problems.Add(new RegimeProblem(Root, $"it cannot be read as JSON: {broken.Message}"));
        }
    }

    private List<RegimeRule> Rules(JsonElement root)
    {
        List<RegimeRule> rules = [];
        Dictionary<string, JsonElement> properties = Properties(root, Root, [Regimes]);
        if (root.ValueKind == JsonValueKind.Object && Required(properties, Root, Regimes, JsonValueKind.Array) is JsonElement array)
        {
            foreach ((int index, JsonElement element) in array.EnumerateArray().Index())
            {
                if (Rule(element, $"{Regimes}[{index}]") is RegimeRule rule) rules.Add(rule);
            }
        }

        return rules;
    }

    private RegimeRule? Rule(JsonElement element, string path)
    {
        int before = problems.Count;
        Dictionary<string, JsonElement> properties = Properties(element, path, [Name, Priority, Enabled, Description, Conditions]);
        if (element.ValueKind != JsonValueKind.Object) return null;
        string? name = Required(properties, path, Name, JsonValueKind.String)?.GetString();
        int priority = 0;
        if (Required(properties, path, Priority, JsonValueKind.Number) is JsonElement number && !number.TryGetInt32(out priority))
        {
            WrongKind(path, Priority, number, WholeNumber);
        }

        bool enabled = Optional(properties, path, Enabled, JsonValueKind.True, JsonValueKind.False)?.GetBoolean() ?? true;
        string description = Optional(properties, path, Description, JsonValueKind.String)?.GetString() ?? "";
        JsonElement? all = Required(properties, path, Conditions, JsonValueKind.Object);
        List<RegimeCondition> conditions = all is null ? [] : ReadConditions(all.Value, Field(path, Conditions));
        if (problems.Count > before) return null;
        problems.AddRange(RegimeRule.Violations(name!, priority, conditions, description)
            .Select(problem => new RegimeProblem(Field(path, problem.Field), $"{Subject(path)}: {problem.Text}")));
        return problems.Count > before ? null : new RegimeRule(name!, priority, conditions, enabled, description);
    }

    private List<RegimeCondition> ReadConditions(JsonElement element, string path)
    {
        List<RegimeCondition> conditions = [];
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
            {
                WrongKind(path, property.Name, property.Value, "a text such as \"> 0.7\"");
                continue;
            }

            try
            {
                conditions.Add(RegimeCondition.Parse(property.Name, property.Value.GetString()!));
            }
            catch (ServerlessTrainingException broken)
            {
                problems.Add(new RegimeProblem(Field(path, property.Name), $"{path}: {broken.Message}"));
            }
        }

        return conditions;
    }

    private Dictionary<string, JsonElement> Properties(JsonElement element, string path, string[] known)
    {
        Dictionary<string, JsonElement> properties = new(StringComparer.Ordinal);
        if (element.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new RegimeProblem(path, $"{Subject(path)} must be an object, but is {Show(element)}."));
            return properties;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            string field = Field(path, property.Name);
            if (!known.Contains(property.Name)) problems.Add(new RegimeProblem(field, Unknown(path, property.Name, known)));
            else if (!properties.TryAdd(property.Name, property.Value)) problems.Add(new RegimeProblem(field, $"{field} is there twice."));
        }

        return properties;
    }

    private JsonElement? Required(Dictionary<string, JsonElement> properties, string path, string name, JsonValueKind kind)
    {
        if (properties.ContainsKey(name)) return Optional(properties, path, name, kind);
        problems.Add(new RegimeProblem(Field(path, name), $"{Subject(path)} lacks the field '{name}'."));
        return null;
    }

    private JsonElement? Optional(Dictionary<string, JsonElement> properties, string path, string name, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!properties.TryGetValue(name, out JsonElement value)) return null;
        if (kinds.Contains(value.ValueKind)) return value;
        WrongKind(path, name, value, kinds[0] switch
        {
            JsonValueKind.String => "a text",
            JsonValueKind.Number => WholeNumber,
            JsonValueKind.Array => "an array",
            JsonValueKind.Object => "an object",
            _ => "true or false",
        });
        return null;
    }

    private void WrongKind(string path, string name, JsonElement value, string wanted) =>
        problems.Add(new RegimeProblem(Field(path, name), $"{Field(path, name)} must be {wanted}, but is {Show(value)}."));

    private static string Unknown(string path, string name, string[] known) =>
        $"{Subject(path)} has no field '{name}'.{NearestName.Sentence(name, known)} Fields are {string.Join(", ", known)}.";

    private static string Subject(string path) => path.Length == 0 ? "the document" : path;

    private static string Field(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Show(JsonElement element)
    {
        const int Longest = 60;
        if (element.ValueKind is JsonValueKind.Object or JsonValueKind.Array) return $"an {element.ValueKind.ToString().ToLowerInvariant()}";
        string text = element.GetRawText();
        return text.Length <= Longest ? text : text[..Longest] + "...";
    }
}
