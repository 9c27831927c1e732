using Microsoft.DurableTask.Client;

namespace ServerlessTraining.LocalEngine.Instances;

/// <summary>What a client can see of an instance.</summary>
/// <param name="Id">As the starter wrote it.</param>
/// <param name="Name">Of the orchestrator.</param>
/// <param name="Version">Empty for none.</param>
/// <param name="Life">From the start of this id to its end or purge; names its blobs. It is the first <paramref name="Execution"/>.</param>
/// <param name="Execution">From the start or a ContinueAsNew to the next; names its history rows and is the execution id.</param>
/// <param name="Status">Pending until the first turn.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC; of the last turn or command.</param>
/// <param name="Input">JSON of this execution.</param>
/// <param name="Output">JSON; of a failed instance the bare text "Type: message", as the Azure Storage provider leaves it.</param>
/// <param name="CustomStatus">JSON.</param>
/// <param name="Tags">As the starter gave them.</param>
internal sealed record InstanceFacts(
    string Id, string Name, string Version, string Life, string Execution, OrchestrationRuntimeStatus Status, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    string? Input, string? Output, string? CustomStatus, IReadOnlyDictionary<string, string> Tags)
{
    public bool IsFinished => Status is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}
