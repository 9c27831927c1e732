using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ServerlessTraining.LocalEngine.Tests.Conformance;

/// <summary>Binds the kit's static [Function] methods as the Functions host would.</summary>
internal static class FunctionBinder
{
    public static TaskHubFunctions Bind(Assembly assembly, string ns)
    {
        TaskHubFunctions functions = new();
        foreach (MethodInfo method in assembly.GetTypes().Where(t => t.Namespace == ns).SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } function) continue;
            ParameterInfo first = method.GetParameters()[0];
            if (first.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null) functions.AddOrchestrator(function.Name, context => Orchestrate(method, context));
            else if (first.GetCustomAttribute<ActivityTriggerAttribute>() is not null) functions.AddActivity(function.Name, (call, _) => Act(method, call));
        }

        return functions;
    }

    private static Task<object?> Orchestrate(MethodInfo method, TaskOrchestrationContext context)
    {
        object?[] arguments = method.GetParameters().Length == 1 ? [context] : [context, Input(method.GetParameters()[1].ParameterType, context)];
        return Outcome(method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    private static object? Input(Type type, TaskOrchestrationContext context)
    {
        // Asked for as a Nullable, a missing value shows; the worker's input conversion fails on it.
        bool plainValue = type.IsValueType && Nullable.GetUnderlyingType(type) is null;
        Type asked = plainValue ? typeof(Nullable<>).MakeGenericType(type) : type;
        object? input = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput))!.MakeGenericMethod(asked)
            .Invoke(context, BindingFlags.DoNotWrapExceptions, null, null, null);
        return input ?? (plainValue ? throw new InvalidOperationException($"No input for a parameter of type {type}.") : null);
    }

    private static Task<object?> Act(MethodInfo method, ActivityCall call)
    {
        object? input = call.Converter.Deserialize(call.SerializedInput, method.GetParameters()[0].ParameterType);
        return Outcome(method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [input], null));
    }

    private static async Task<object?> Outcome(object? returned)
    {
        if (returned is not Task task) return returned;
        await task;
        Type type = task.GetType();
        while (type is not null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))) type = type.BaseType!;
        return type is null || type.GetGenericArguments()[0].Name == "VoidTaskResult" ? null : type.GetProperty("Result")!.GetValue(task);
    }
}
