namespace ServerlessTraining.Orchestration.Studies;

/// <summary>The objective of a point trained with one seed.</summary>
public sealed record StudySeedValue(ulong Seed, double Value);
