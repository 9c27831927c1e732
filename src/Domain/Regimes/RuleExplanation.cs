namespace ServerlessTraining.Domain.Regimes;

/// <summary>One rule at one bar.</summary>
public sealed record RuleExplanation(string Name, IReadOnlyList<BoundExplanation> Bounds)
{
    public bool Holds => Bounds.All(bound => bound.Holds);

    public override string ToString() => $"{(Holds ? '+' : '-')} {Name}: {string.Join(", ", Bounds)}";
}
