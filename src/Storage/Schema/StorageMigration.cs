namespace ServerlessTraining.Storage.Schema;

/// <summary>A step from one version of what is stored to the next.</summary>
/// <param name="Version">The version after the step, from 2.</param>
/// <param name="RunAsync">May run again after a crash, and beside itself in another process: each of its writes must be one that does no harm the second time.</param>
public sealed record StorageMigration(int Version, string Description, Func<StorageClients, CancellationToken, Task> RunAsync);
