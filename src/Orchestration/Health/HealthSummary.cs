namespace ServerlessTraining.Orchestration.Health;

/// <summary>What anybody may know of the product's health: no addresses, no paths.</summary>
public sealed record HealthSummary(string Status, string Version);
