using System.Text.Json;

namespace ServerlessTraining.Orchestration.Instances;

/// <summary>A durable instance in a list.</summary>
/// <param name="Name">Of its orchestrator.</param>
/// <param name="State">One of <see cref="InstanceStates.Words"/>.</param>
/// <param name="CustomStatus">As the orchestrator set it; null where it set none.</param>
public sealed record InstanceView(string InstanceId, string Name, string State, DateTimeOffset Created, DateTimeOffset Updated, JsonElement? CustomStatus);
