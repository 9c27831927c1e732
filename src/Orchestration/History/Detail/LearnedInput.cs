namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>How much a model's forecasts rest on an input.</summary>
/// <param name="Input">The feature.</param>
/// <param name="Share">The mean over the targets; those of a fold add up to 1, or are all 0 for a model that uses none.</param>
/// <param name="Targets">The share in each target.</param>
public sealed record LearnedInput(string Input, double Share, IReadOnlyDictionary<string, double> Targets);
