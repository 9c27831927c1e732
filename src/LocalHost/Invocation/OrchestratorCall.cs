using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ServerlessTraining.LocalHost.Discovery;

namespace ServerlessTraining.LocalHost.Invocation;

/// <summary>One turn of an orchestrator: its context, and its input by the type of the parameter that wants it.</summary>
public sealed class OrchestratorCall(OrchestratorFunction function, TaskOrchestrationContext context) : FunctionCall(function, CancellationToken.None)
{
    private static readonly MethodInfo GetInput = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput))!;

    internal override IReadOnlyDictionary<string, object?> BindingData { get; } =
        new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId };

    internal override ValueTask<object?> BindAsync(ParameterInfo parameter, IServiceProvider services)
    {
        if (parameter.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null) return new(context);

        // Asked for as nullable, a missing number is null and not 0; the real worker fails such an orchestration as well
        // (azure-functions-dotnet-worker, DefaultFunctionInputBindingFeature: it cannot populate the parameter).
        Type type = parameter.ParameterType;
        Type asked = type.IsValueType && Nullable.GetUnderlyingType(type) is null ? typeof(Nullable<>).MakeGenericType(type) : type;
        object? input = GetInput.MakeGenericMethod(asked).Invoke(context, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null);
        return new(input ?? Missing(parameter));
    }
}
