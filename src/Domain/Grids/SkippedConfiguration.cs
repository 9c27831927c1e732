namespace ServerlessTraining.Domain.Grids;

/// <summary>A configuration that a grid names but that need not be trained.</summary>
public sealed record SkippedConfiguration(TrainingConfiguration Configuration, string Reason);
