using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;

namespace ServerlessTraining.LocalHost.Monitoring;

/// <summary>An instance with the field names of the Durable HTTP API (azure-functions-durable-extension, StatusResponsePayload).</summary>
internal sealed record InstanceStatus(
    string Name, string InstanceId, string RuntimeStatus, JsonNode? Input, JsonNode? CustomStatus, JsonNode? Output, string CreatedTime, string LastUpdatedTime)
{
    public static InstanceStatus From(OrchestrationMetadata instance, bool showInput) => new(
        instance.Name, instance.InstanceId, instance.RuntimeStatus.ToString(), showInput ? Parse(instance.SerializedInput) : null, Parse(instance.SerializedCustomStatus),
        Parse(instance.SerializedOutput), Time(instance.CreatedAt), Time(instance.LastUpdatedAt));

    // The output of a failed instance is bare text.
    private static JsonNode? Parse(string? json)
    {
        if (json is null) return null;
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return JsonValue.Create(json);
        }
    }

    // Whole seconds, as there.
    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z";
}
