namespace ServerlessTraining.Orchestration.Health;

/// <summary>The words of a health report.</summary>
public static class HealthStatus
{
    public const string Healthy = "healthy";
    public const string Unhealthy = "unhealthy";
    public const string NotInstalled = "not_installed";
}
