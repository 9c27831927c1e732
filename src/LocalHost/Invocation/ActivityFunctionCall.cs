using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>A call of an activity by an orchestrator: its input, and the orchestration's id by the name instanceId.</summary>
public sealed class ActivityFunctionCall(ActivityFunction function, ActivityCall call, CancellationToken cancellationToken) : FunctionCall(function, cancellationToken)
{
    internal override IReadOnlyDictionary<string, object?> BindingData { get; } =
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = call.InstanceId };

    internal override ValueTask<object?> BindAsync(ParameterInfo parameter, IServiceProvider services) =>
        new(parameter.GetCustomAttribute<ActivityTriggerAttribute>() is null ? call.InstanceId : Input(parameter));

    // Null for a number is a missing value too; the converter alone would say so in the words of a JSON reader.
    private object? Input(ParameterInfo parameter) =>
        call.SerializedInput is null or "null" ? Missing(parameter) : call.Converter.Deserialize(call.SerializedInput, parameter.ParameterType);
}
