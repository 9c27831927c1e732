using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What one configuration has to have trained.</summary>
/// <param name="RunId">The run that it was written down as.</param>
/// <param name="Sets">Empty where nothing is left to train.</param>
/// <param name="End">Where there is nothing to train or score: skipped, failed, or decided on already.</param>
public sealed record ConfigurationPlan(string RunId, IReadOnlyList<FoldSet> Sets, ConfigurationEnd? End);
