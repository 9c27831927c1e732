using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Microsoft.DurableTask.Client;

public sealed class OrchestrationMetadata
{
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    public string Name { get; }

    public string InstanceId { get; }

    public DataConverter? DataConverter { get; init; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public TaskFailureDetails? FailureDetails { get; init; }

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.CurrentCulture, $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus},");
        text.Append(CultureInfo.CurrentCulture, $" CreatedAt: {CreatedAt:s}, LastUpdatedAt: {LastUpdatedAt:s}");
        Add("Input", SerializedInput, "");
        Add("Output", SerializedOutput, "");
        Add("FailureDetails", FailureDetails?.ErrorMessage, FailureDetails?.ErrorType + " - ");
        return text.Append(']').ToString();

        void Add(string label, string? payload, string before)
        {
            const int longest = 50;
            if (payload is not null)
            {
                string shown = payload.Length > longest ? payload[..longest] + "..." : payload;
                text.Append(", ").Append(label).Append(": '").Append(before).Append(shown).Append('\'');
            }
        }
    }

    private T? Read<T>(string? payload, [CallerMemberName] string method = "")
    {
        // Only a fetch that asked for payloads hands over a converter.
        return DataConverter is null
            ? throw new InvalidOperationException(
                $"The {method} method can only be used on {nameof(OrchestrationMetadata)} objects "
                + "that are fetched with the option to include inputs and outputs.")
            : DataConverter.Deserialize<T>(payload);
    }
}
