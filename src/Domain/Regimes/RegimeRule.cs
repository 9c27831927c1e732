namespace ServerlessTraining.Domain.Regimes;

/// <summary>A named kind of market: a bar is of it when all conditions hold and no rule of higher priority matched before.</summary>
public sealed class RegimeRule : IEquatable<RegimeRule>
{
    public const int MaxNameLength = 40;
    public const int MaxPriority = 1000;
    public const int MaxDescriptionLength = 500;
    private readonly RegimeCondition[] conditions;

    /// <param name="name">snake_case, 1 to 40 characters.</param>
    /// <param name="priority">1 to 1000; 1 is asked first.</param>
    /// <param name="conditions">At least one, at most one a measure; kept in the order of <see cref="RegimeMeasure.All"/>.</param>
    /// <param name="enabled">A disabled rule is kept but not asked.</param>
    /// <param name="description">For people; labels do not depend on it.</param>
    public RegimeRule(string name, int priority, IEnumerable<RegimeCondition> conditions, bool enabled = true, string description = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(conditions);
        ArgumentNullException.ThrowIfNull(description);
        this.conditions = [.. conditions.OrderBy(condition => condition.Measure.Order)];
        Problems.ThrowIfAny($"the regime rule '{name}'", [.. Violations(name, priority, this.conditions, description)]);
        Name = name;
        Priority = priority;
        Enabled = enabled;
        Description = description;
    }

    public string Name { get; }

    public int Priority { get; }

    public bool Enabled { get; }

    public string Description { get; }

    public IReadOnlyList<RegimeCondition> Conditions => conditions;

    /// <summary>What labels depend on: the name and the canonical conditions, in one line.</summary>
    internal string Text => $"{Name}: {string.Join(", ", (object[])conditions)}";

    /// <summary>Reads one rule; all errors are reported at once.</summary>
    public static RegimeRule FromJson(string json) => RegimeJsonReader.ReadRule(json);

    public string ToJson() => RegimeJsonWriter.Write(this);

    public RegimeRule WithEnabled(bool enabled) => new(Name, Priority, conditions, enabled, Description);

    public bool Equals(RegimeRule? other) => other is not null && Name == other.Name && Priority == other.Priority && Enabled == other.Enabled
        && Description == other.Description && conditions.AsSpan().SequenceEqual(other.conditions);

    public override bool Equals(object? obj) => Equals(obj as RegimeRule);

    public override int GetHashCode() => HashCode.Combine(Text, Priority, Enabled, Description);

    public override string ToString() => Text;

    internal static IEnumerable<RegimeProblem> Violations(string name, int priority, IReadOnlyCollection<RegimeCondition> conditions, string description)
    {
        if (NameViolation(name) is string broken) yield return new RegimeProblem(RegimeJsonReader.Name, broken);
        if (priority is < 1 or > MaxPriority) yield return new RegimeProblem(RegimeJsonReader.Priority, $"priority must be from 1 to {MaxPriority}, but is {priority}.");
        if (conditions.Count == 0) yield return new RegimeProblem(RegimeJsonReader.Conditions, "conditions must not be empty: a rule without conditions would take every bar.");
        foreach (string measure in conditions.GroupBy(condition => condition.Measure.Name).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            yield return new RegimeProblem(
                $"{RegimeJsonReader.Conditions}.{measure}", $"{measure} has more than one condition; join them by 'and' in one text, such as '> 0.2 and < 0.8'.");
        }

        if (description.Length > MaxDescriptionLength)
        {
            yield return new RegimeProblem(
                RegimeJsonReader.Description, $"description must have at most {MaxDescriptionLength} characters, but has {description.Length}.");
        }
    }

    private static string? NameViolation(string name)
    {
        const string SnakeCase = "snake_case (lower-case letters, digits and single underscores, beginning with a letter)";
        bool isSnakeCase = name.Length is >= 1 and <= MaxNameLength
            && char.IsAsciiLetterLower(name[0])
            && name[^1] != '_'
            && !name.Contains("__", StringComparison.Ordinal)
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
        if (!isSnakeCase) return $"name must be {SnakeCase} of 1 to {MaxNameLength} characters, but is '{name}'.";
        return name == RegimeLabels.Unclassified ? $"name must not be '{name}': that is what bars are called which no rule matches." : null;
    }
}
