namespace ServerlessTraining.Orchestration.Health;

/// <summary>One thing the product needs, and how it is.</summary>
/// <param name="Name">tables, blobs, queues, lightgbm, xgboost or blas.</param>
/// <param name="Kind">storage or native.</param>
/// <param name="Status">healthy, unhealthy, or not_installed for a native library on a machine that was given none.</param>
/// <param name="Version">Of the client or library, where it is known.</param>
/// <param name="Detail">The address or path, or what is wrong.</param>
/// <param name="Source">Where a native library came from; sdk for a storage client.</param>
/// <param name="Milliseconds">How long asking took.</param>
public sealed record HealthDependency(
    string Name, string Kind, string Status, string? Version, string? Detail, string? Source, double Milliseconds);
