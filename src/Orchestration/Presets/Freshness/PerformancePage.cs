namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Presets that are to be measured.</summary>
/// <param name="Continuation">Null at the end of the list.</param>
public sealed record PerformancePage(IReadOnlyList<string> Names, string? Continuation);
