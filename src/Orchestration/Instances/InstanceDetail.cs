using System.Text.Json;

namespace ServerlessTraining.Orchestration.Instances;

/// <summary>A durable instance with what went in and what came out.</summary>
/// <param name="Output">Of one that has completed or was terminated.</param>
/// <param name="Failure">In words; null where it has not failed.</param>
public sealed record InstanceDetail(
    string InstanceId, string Name, string State, DateTimeOffset Created, DateTimeOffset Updated, JsonElement? CustomStatus, JsonElement? Input, JsonElement? Output,
    string? Failure);
