namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What scoring a configuration came to.</summary>
/// <param name="End">Null where files are gone, and must be trained again first.</param>
public sealed record ConfigurationScored(ConfigurationEnd? End);
