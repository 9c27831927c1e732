using System.Globalization;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Instances;

namespace ServerlessTraining.LocalHost.Monitoring;

/// <summary>An instance with the field names of the Durable HTTP API (azure-functions-durable-extension, StatusResponsePayload).</summary>
internal sealed record InstanceStatus(
    string Name, string InstanceId, string RuntimeStatus, JsonElement? Input, JsonElement? CustomStatus, JsonElement? Output, string CreatedTime, string LastUpdatedTime)
{
    public static InstanceStatus From(OrchestrationMetadata instance, bool showInput) => new(
        instance.Name, instance.InstanceId, instance.RuntimeStatus.ToString(), showInput ? InstancePayload.Whole(instance.SerializedInput) : null,
        InstancePayload.Whole(instance.SerializedCustomStatus), InstancePayload.Whole(instance.SerializedOutput), Time(instance.CreatedAt), Time(instance.LastUpdatedAt));

    // Whole seconds, as there.
    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z";
}
