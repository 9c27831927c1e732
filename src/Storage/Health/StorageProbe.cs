namespace ServerlessTraining.Storage.Health;

/// <summary>The answer of one storage service. <see cref="Error"/> is null exactly when it is healthy.</summary>
public sealed record StorageProbe(string Service, bool Healthy, string Endpoint, string ClientVersion, double Milliseconds, string? Error);
