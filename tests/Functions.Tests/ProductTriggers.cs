using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ServerlessTraining.Functions.Tests;

/// <summary>What the Functions assembly declares, read as the worker does: by its attributes.</summary>
internal static class ProductTriggers
{
    public static IReadOnlyList<(string Name, MethodInfo Method, TriggerBindingAttribute Trigger)> All { get; } =
    [
        .. from type in typeof(FunctionsApp).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<TriggerBindingAttribute>()
           where trigger is not null
           select (function.Name, method, trigger),
    ];

    public static IReadOnlyList<MethodInfo> Orchestrators { get; } = [.. All.Where(one => one.Trigger is OrchestrationTriggerAttribute).Select(one => one.Method)];

    /// <summary>How many functions of that name and kind there are; names differ without regard to case.</summary>
    public static int Count<TTrigger>(string name)
        where TTrigger : TriggerBindingAttribute => All.Count(one => one.Trigger is TTrigger && one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
