using System.Text.Json.Serialization;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>How many trials each phase of a search has; null for the usual number.</summary>
/// <param name="Seeds">Of the fourth phase, for each finalist.</param>
public sealed record PlanTrials(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Broad = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Focused = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Local = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Seeds = null);
