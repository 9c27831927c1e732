using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>A regime rule as the API shows it.</summary>
/// <param name="Conditions">By measure.</param>
/// <param name="Text">The rule in one line.</param>
public sealed record RegimeView(string Name, int Priority, bool Enabled, string Description, IReadOnlyDictionary<string, string> Conditions, string Text)
{
    public static RegimeView Of(RegimeRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new RegimeView(
            rule.Name, rule.Priority, rule.Enabled, rule.Description, rule.Conditions.ToDictionary(c => c.Measure.Name, c => c.Text), rule.ToString());
    }
}
