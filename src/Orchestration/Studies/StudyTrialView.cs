using System.Text.Json;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>A trial in the list of `GET /api/presets/studies/{id}/trials`, which is a page: `items` and `continuation`.</summary>
/// <param name="Phase">1 to 4.</param>
/// <param name="State">running, complete, pruned, failed or cancelled.</param>
/// <param name="Seed">Of its trainings.</param>
/// <param name="Value">The mean of the objective over all horizons and folds so far, in its own direction; null before the first fold.</param>
/// <param name="Steps">Fold by fold.</param>
/// <param name="Seconds">That its trainings took, added up.</param>
/// <param name="Reason">Why it failed.</param>
public sealed record StudyTrialView(
    int Number, int Phase, int Generation, string State, long Seed, JsonElement HyperParameters, double? Value, IReadOnlyList<StudyTrialStepView> Steps, double Seconds,
    string? Reason);
