namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>The answer to `POST /api/presets/generate`.</summary>
/// <param name="StatusUrl">Where to look, from the host's root.</param>
/// <param name="Entries">Of the plan, those that are skipped too.</param>
/// <param name="Skipped">Of them, since their preset exists.</param>
public sealed record GenerateStarted(string PlanId, string StatusUrl, int Entries, int Skipped);
