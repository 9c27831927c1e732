namespace ServerlessTraining.Search.Spaces;

/// <summary>A parameter is chosen only where another one, which comes before it in the space, is one of some of its choices.</summary>
/// <param name="Parameter">The name of a <see cref="ChoiceParameter"/>.</param>
/// <param name="Choices">As they stand there.</param>
public sealed record SearchCondition(string Parameter, IReadOnlyList<string> Choices)
{
    public bool Equals(SearchCondition? other) => other is not null && Parameter == other.Parameter && Choices.SequenceEqual(other.Choices, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Parameter, Choices.Count);
}
