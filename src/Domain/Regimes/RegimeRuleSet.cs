using System.Security.Cryptography;
using System.Text;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>The regimes of a market in order of priority. It never changes: an edit gives a new set, checked as a whole.</summary>
public sealed class RegimeRuleSet : IEquatable<RegimeRuleSet>
{
    private readonly RegimeRule[] rules;

    public RegimeRuleSet(IEnumerable<RegimeRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        this.rules = [.. rules.OrderBy(rule => rule.Priority)];
        Problems.ThrowIfAny("the regime rules", [.. Violations(this.rules)]);
    }

    /// <summary>Gaps between the priorities leave room for rules in between.</summary>
    public static RegimeRuleSet Default { get; } = new(
    [
        Rule("bull_trending", 10, "A steady way up.", ("trend_strength", "> 0.7"), ("returns", "> 0")),
        Rule("bear_trending", 20, "A steady way down.", ("trend_strength", "> 0.7"), ("returns", "< 0")),
        Rule("volatile_ranging", 30, "No steady way, and bars that move more than usual of late.", ("volatility", "> 75th percentile")),
        Rule("calm_ranging", 40, "No steady way, and bars that move less than usual of late.", ("volatility", "< 50th percentile")),
    ]);

    /// <summary>In order of priority, disabled ones included.</summary>
    public IReadOnlyList<RegimeRule> Rules => rules;

    /// <summary>The rules that are asked, in order of priority.</summary>
    public IEnumerable<RegimeRule> Enabled => rules.Where(rule => rule.Enabled);

    /// <summary>Reads a whole set; all errors are reported at once.</summary>
    public static RegimeRuleSet FromJson(string json) => RegimeJsonReader.ReadSet(json);

    public string ToJson() => RegimeJsonWriter.Write(this);

    public RegimeRuleSet Add(RegimeRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new RegimeRuleSet(rules.Append(rule));
    }

    /// <summary>The new rule may have another name and another priority.</summary>
    public RegimeRuleSet Replace(string name, RegimeRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        RegimeRule old = Find(name);
        return new RegimeRuleSet(rules.Select(kept => kept.Equals(old) ? rule : kept));
    }

    public RegimeRuleSet Remove(string name)
    {
        RegimeRule old = Find(name);
        return new RegimeRuleSet(rules.Where(kept => !kept.Equals(old)));
    }

    /// <summary>Enables a disabled rule, disables an enabled one.</summary>
    public RegimeRuleSet Toggle(string name) => Replace(name, Find(name).WithEnabled(!Find(name).Enabled));

    public RegimeRule Find(string name) => Array.Find(rules, rule => string.Equals(rule.Name, name, StringComparison.Ordinal))
        ?? throw new ServerlessTrainingException(
            $"There is no regime rule '{name}'. {(rules.Length == 0 ? "There are no rules" : "The rules are " + string.Join(", ", rules.Select(rule => rule.Name)))}.");

    /// <summary>
    /// SHA-256 (hex, lower case) of everything that labels depend on besides the bars: the enabled rules in their order and the options.
    /// Descriptions, disabled rules and the distance between priorities leave it as it is, so that decisions which are kept under it stay valid.
    /// </summary>
    public string Fingerprint(RegimeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string text = string.Join('\n', Enabled.Select(rule => rule.Text).Prepend(options.Text));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    public bool Equals(RegimeRuleSet? other) => other is not null && rules.AsSpan().SequenceEqual(other.rules);

    public override bool Equals(object? obj) => Equals(obj as RegimeRuleSet);

    public override int GetHashCode() => rules.Aggregate(rules.Length, HashCode.Combine);

    public override string ToString() => string.Join('\n', rules.Select(rule => rule.Enabled ? rule.Text : $"{rule.Text} (disabled)"));

    internal static IEnumerable<RegimeProblem> Violations(IReadOnlyCollection<RegimeRule> rules)
    {
        if (rules.Count > RegimeLabels.MaxRegimes)
        {
            string many = $"there may be at most {RegimeLabels.MaxRegimes} rules, disabled ones included, but there are {rules.Count}. Remove some.";
            yield return new RegimeProblem("", many);
        }

        foreach (IGrouping<string, RegimeRule> group in rules.GroupBy(rule => rule.Name).Where(group => group.Count() > 1))
        {
            yield return new RegimeProblem(RegimeJsonReader.Name, $"the name {group.Key} is there {group.Count()} times; give each rule its own.");
        }

        foreach (IGrouping<int, RegimeRule> group in rules.GroupBy(rule => rule.Priority).Where(group => group.Count() > 1))
        {
            string names = string.Join(" and ", group.Select(rule => rule.Name));
            yield return new RegimeProblem(
                RegimeJsonReader.Priority, $"{names} have the same priority {group.Key}; give each its own, so that it is plain which is asked first.");
        }
    }

    private static RegimeRule Rule(string name, int priority, string description, params (string Measure, string Text)[] conditions) =>
        new(name, priority, conditions.Select(condition => RegimeCondition.Parse(condition.Measure, condition.Text)), description: description);
}
