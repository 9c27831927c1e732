namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The body of `POST /api/presets/reoptimize`; in JSON what is left out has its default.</summary>
/// <param name="DryRun">Only say what would be done.</param>
/// <param name="Measure">Measure every preset on the newest bars first; that takes its time, and the search begins by itself behind it, unless it is a dry run.</param>
/// <param name="TrialBudget">In place of the settings', 1 to 1000000.</param>
public sealed record ReoptimizeRequest(bool DryRun = false, bool Measure = false, int? TrialBudget = null);
