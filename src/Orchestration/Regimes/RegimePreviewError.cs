using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Something that is wrong with a rule that is being written.</summary>
/// <param name="Field">`name`, `conditions.volatility`; empty for the whole.</param>
/// <param name="Value">As it was sent; null where nothing was.</param>
/// <param name="Allowed">What may stand there; null where no such field may be.</param>
/// <param name="Detail">In the words that saving it would give.</param>
public sealed record RegimePreviewError(string Field, string? Value, string? Allowed, string Detail)
{
    private const string Conditions = "conditions";

    internal static RegimePreviewError Of(RegimeProblem problem, RegimeEdit edit) => new(problem.Field, edit.ValueOf(problem.Field), AllowedIn(problem.Field), problem.Text);

    internal static RegimePreviewError Of(FieldFault fault) => new(fault.Field, fault.Value, fault.Allowed, $"{fault}.");

    private static string? AllowedIn(string field) => field switch
    {
        "name" => $"snake_case of 1 to {RegimeRule.MaxNameLength} characters that no other regime has",
        "priority" => $"a whole number from 1 to {RegimeRule.MaxPriority} that no other regime has",
        "enabled" => "true or false",
        "description" => $"a text of at most {RegimeRule.MaxDescriptionLength} characters",
        Conditions => $"a comparison for at least one of {Measures}",
        _ when !field.StartsWith($"{Conditions}.", StringComparison.Ordinal) => null,
        _ when RegimeMeasure.All.Any(measure => field.EndsWith($".{measure}", StringComparison.Ordinal)) => "comparisons such as > 0.7, between 0.2 and 0.8 or > 75th percentile",
        _ => $"one of {Measures}",
    };

    private static string Measures => string.Join(", ", RegimeMeasure.All);
}
