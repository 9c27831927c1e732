using System.Text.Json.Serialization;

namespace ServerlessTraining.Orchestration.Health;

/// <summary>The answer of <c>GET /api/health/details</c>: every dependency, whatever its state.</summary>
public sealed record HealthReport(string Status, string Version, string AzureRuntime, IReadOnlyList<HealthDependency> Dependencies)
{
    [JsonIgnore]
    public bool IsHealthy => string.Equals(Status, HealthStatus.Healthy, StringComparison.Ordinal);
}
