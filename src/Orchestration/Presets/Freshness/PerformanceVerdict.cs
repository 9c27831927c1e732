namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>How the measuring of a preset ended.</summary>
/// <param name="Again">Results were gone: another round is needed.</param>
public sealed record PerformanceVerdict(bool Again, string Text);
