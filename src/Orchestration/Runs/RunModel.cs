namespace ServerlessTraining.Orchestration.Runs;

/// <summary>What a run uses of one horizon: the same configuration at that horizon, shared with every run that needs it.</summary>
/// <param name="ConfigurationHash">Of the configuration at this horizon.</param>
public sealed record RunModel(int Horizon, string ConfigurationHash, IReadOnlyList<RunFold> Folds);
