namespace ServerlessTraining.Domain.Presets;

/// <summary>The search that found the hyper-parameters.</summary>
/// <param name="Phase">The last that was run, 1 to 4.</param>
/// <param name="Trials">That were run, in all phases.</param>
/// <param name="Objective">The metric that was searched by, such as roc_auc.</param>
/// <param name="BestMetric">Of the winner, in the units of the objective; null where none was measured.</param>
/// <param name="Importance">A hyper-parameter's share in the differences between trials; 0 to 1.</param>
/// <param name="Space">Canonical JSON of the space.</param>
public sealed record PresetSearch(
    string StudyId, int Phase, int Trials, ulong Seed, string Objective, double? BestMetric, IReadOnlyDictionary<string, double> Importance, string Space);
