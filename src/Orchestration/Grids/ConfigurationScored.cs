namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What scoring a configuration came to.</summary>
/// <param name="End">Null where it must be planned and trained again first: files are gone, or an earlier version of the program had planned it and could not end it.</param>
public sealed record ConfigurationScored(ConfigurationEnd? End);
