namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>Rows and blobs that nothing refers to any more.</summary>
/// <param name="InstanceId">Whose they were.</param>
/// <param name="Execution">The history rows of this execution go, with the blobs they name.</param>
/// <param name="Life">All blobs of this life go; null where the instance lives on.</param>
internal sealed record Leftovers(string InstanceId, string Execution, string? Life);
