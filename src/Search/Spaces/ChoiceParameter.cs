namespace ServerlessTraining.Search.Spaces;

/// <summary>One of some values without an order.</summary>
/// <param name="Choices">Each as canonical JSON: `"gbdt"`, `true`, `0.5`.</param>
public sealed record ChoiceParameter(string Name, IReadOnlyList<string> Choices) : SearchParameter(Name)
{
    public override long? Count => Choices.Count;

    public override string Allowed => string.Join(", ", Choices);

    public override double FromShare(double share) => Math.Clamp(Math.Floor(share * Choices.Count), 0, Choices.Count - 1);

    public override double ToShare(double value) => (value + 0.5) / Choices.Count;

    public override bool Allows(double value) => value >= 0 && value < Choices.Count && value == Math.Floor(value);

    public bool Equals(ChoiceParameter? other) => other is not null && Name == other.Name && When == other.When && Choices.SequenceEqual(other.Choices, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Name, Choices.Count, When);

    internal override IEnumerable<string> Problems()
    {
        if (Choices.Count == 0) yield return $"{Name} has no choices; at least one is needed";
        string[] twice = [.. Choices.GroupBy(choice => choice, StringComparer.Ordinal).Where(same => same.Skip(1).Any()).Select(same => same.Key)];
        if (twice.Length > 0) yield return $"{Name} has {string.Join(", ", twice)} more than once";
    }
}
