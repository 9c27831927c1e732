namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What was done, or would be.</summary>
/// <param name="Judged">Published presets that were looked at.</param>
/// <param name="Entries">The stale ones, the stalest first.</param>
/// <param name="PlanId">Of the plan that searches the chosen ones; null where there is none.</param>
/// <param name="StatusUrl">Of that plan.</param>
/// <param name="Message">In words.</param>
public sealed record ReoptimizeAnswer(
    bool DryRun, int Judged, int TrialBudget, int Trials, IReadOnlyList<ReoptimizationEntry> Entries, string? PlanId, string? StatusUrl, string Message);
