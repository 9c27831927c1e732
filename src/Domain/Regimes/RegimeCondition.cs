using ServerlessTraining.Domain.Regimes.Parsing;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>
/// What a rule asks of one measure: all bounds hold. The bounds are kept in one order without repetition, so that two ways to write the same condition are equal.
/// </summary>
public sealed class RegimeCondition : IEquatable<RegimeCondition>
{
    public const int MaxBounds = 8;
    private readonly RegimeBound[] bounds;

    public RegimeCondition(RegimeMeasure measure, IEnumerable<RegimeBound> bounds)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(bounds);
        Measure = measure;
        this.bounds = [.. bounds.Distinct().OrderBy(bound => bound.Operator).ThenBy(bound => bound.Threshold.Kind).ThenBy(bound => bound.Threshold.Value)];
        if (this.bounds.Length == 0) throw new ServerlessTrainingException($"A condition on {measure} needs at least one comparison, such as '> 0.5'.");
        if (this.bounds.Length > MaxBounds)
        {
            throw new ServerlessTrainingException($"A condition on {measure} has at most {MaxBounds} comparisons, but this one has {this.bounds.Length}.");
        }


        if (ConditionLogic.FirstContradiction(measure, this.bounds) is (_, string problem)) throw new ServerlessTrainingException($"{measure}: {problem}");
        Text = string.Join(" and ", this.bounds);
    }

    public RegimeMeasure Measure { get; }

    public IReadOnlyList<RegimeBound> Bounds => bounds;

    /// <summary>The canonical text: `between a and b` becomes `>= a and &lt;= b`, `5%` becomes 0.05, `median` becomes `50th percentile`.</summary>
    public string Text { get; }

    /// <exception cref="RuleSyntaxException">The text is no condition; the message has the column.</exception>
    public static RegimeCondition Parse(string measure, string text)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(text);
        return ConditionParser.Parse(RegimeMeasure.Parse(measure), text);
    }

    public bool Equals(RegimeCondition? other) => other is not null && Measure == other.Measure && bounds.AsSpan().SequenceEqual(other.bounds);

    public override bool Equals(object? obj) => Equals(obj as RegimeCondition);

    public override int GetHashCode() => HashCode.Combine(Measure, Text);

    public override string ToString() => $"{Measure} {Text}";
}
