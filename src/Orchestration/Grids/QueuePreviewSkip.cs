namespace ServerlessTraining.Orchestration.Grids;

/// <summary>A configuration that would be left out, and why.</summary>
public sealed record QueuePreviewSkip(string Configuration, string Reason);
