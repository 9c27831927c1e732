using System.Text.Json.Serialization;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>A bar and its regime.</summary>
/// <param name="Regime">Null within the warm-up; `unclassified` where no rule holds.</param>
/// <param name="Reason">Why there is none.</param>
public sealed record ClassifiedBar(
    DateTimeOffset OpenTime, string? Regime, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);
