namespace ServerlessTraining.Domain.Regimes;

/// <summary>Why a bar has its regime.</summary>
/// <param name="Bar">The bar's number.</param>
/// <param name="OpenTime">The bar's open.</param>
/// <param name="Regime">Its label.</param>
/// <param name="Remark">In what way the label follows from the rules.</param>
/// <param name="Rules">The enabled rules in the order in which they are asked.</param>
public sealed record RegimeExplanation(int Bar, DateTimeOffset OpenTime, string Regime, string Remark, IReadOnlyList<RuleExplanation> Rules)
{
    /// <summary>A line for the bar and one for each rule: `+` holds, `-` does not.</summary>
    public override string ToString() => string.Join('\n', Rules.Select(rule => rule.ToString()).Prepend($"{TimeInterval.Text(OpenTime)} {Regime}: {Remark}"));
}
