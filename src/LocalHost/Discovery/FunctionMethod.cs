using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.LocalHost.HostFile;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>A method with <c>[Function]</c> while it is looked at: what it declares, and everything about it that this host cannot give.</summary>
internal sealed class FunctionMethod(string name, MethodInfo method, IConfiguration configuration, List<string> errors)
{
    private readonly ParameterInfo[] parameters = method.GetParameters();

    public string Name => name;

    public MethodInfo Method => method;

    /// <summary>The parameters with a trigger attribute; one is right.</summary>
    public IReadOnlyList<ParameterInfo> Triggers => [.. parameters.Where(p => p.GetCustomAttribute<BindingAttribute>() is TriggerBindingAttribute)];

    /// <summary>What the method gives once awaited; void when nothing.</summary>
    public Type Result { get; } = Awaited(method.ReturnType);

    /// <summary>Parameters that only the function's kind can tell about: no attribute, and nothing every function gets.</summary>
    public IEnumerable<ParameterInfo> OwnParameters => parameters.Where(p =>
        p.GetCustomAttribute<BindingAttribute>() is null && p.GetCustomAttribute<InputConverterAttribute>() is null
        && p.ParameterType != typeof(FunctionContext) && p.ParameterType != typeof(CancellationToken));

    public void Refuse(string reason) => errors.Add($"function '{name}' {reason}");

    public string Resolve(string text)
    {
        if (!SettingExpression.TryResolve(text, configuration, out string resolved, out string missing)) Refuse($"needs the setting '{missing}' ({text}), which is not set");
        return resolved;
    }

    /// <summary>The trigger's parameter must be of one of these types.</summary>
    public void CheckTriggerType(ParameterInfo parameter, params IReadOnlyList<Type> known)
    {
        if (!known.Contains(parameter.ParameterType)) Refuse($"has {Brackets(parameter)} on a {parameter.ParameterType.Name}, which is not known here");
    }

    public void RefuseParameter(ParameterInfo parameter) =>
        Refuse($"has the parameter '{parameter.Name}' of type {parameter.ParameterType.Name}, which is not known here");

    public void RequireNoResult()
    {
        if (Result != typeof(void)) Refuse($"returns {Result.Name}, which nobody would read; return nothing or a Task");
    }

    /// <summary>What holds for functions of every kind.</summary>
    public void CheckCommon(bool mayReadBody, bool mayRetry)
    {
        foreach (ParameterInfo parameter in parameters)
        {
            BindingAttribute? binding = parameter.GetCustomAttribute<BindingAttribute>();
            if (binding is DurableClientAttribute client) CheckClient(parameter, client);
            else if (binding is not (null or TriggerBindingAttribute)) Refuse($"uses {Brackets(binding)} on '{parameter.Name}', which is not known here");
            if (parameter.GetCustomAttribute<InputConverterAttribute>() is { } converter && !(mayReadBody && converter is Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute))
            {
                Refuse($"uses {Brackets(converter)} on '{parameter.Name}', which is not known here");
            }

            if (parameter.ParameterType.IsByRef) Refuse($"has the parameter '{parameter.Name}' by reference, which is not known here");
        }

        foreach (BindingAttribute binding in method.GetCustomAttributes<BindingAttribute>().Concat(method.ReturnParameter.GetCustomAttributes<BindingAttribute>()))
        {
            Refuse($"uses {Brackets(binding)}, which is not known here");
        }

        if (!mayRetry && method.GetCustomAttribute<RetryAttribute>() is { } retry) Refuse($"uses {Brackets(retry)}, which the Functions host heeds on timers only");
        if (method.ContainsGenericParameters) Refuse("is generic");
        if (method.ReturnType == typeof(void) && method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null)
        {
            Refuse("is async void, so nobody would see it end; return a Task");
        }

        if (!method.IsStatic && method.DeclaringType!.IsAbstract) Refuse($"belongs to the abstract class {method.DeclaringType.Name}");
    }

    public static string Brackets(Attribute attribute)
    {
        string name = attribute.GetType().Name;
        return $"[{(name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name)}]";
    }

    private static string Brackets(ParameterInfo parameter) => Brackets(parameter.GetCustomAttribute<BindingAttribute>()!);

    private void CheckClient(ParameterInfo parameter, DurableClientAttribute client)
    {
        if (parameter.ParameterType != typeof(DurableTaskClient)) Refuse($"has [DurableClient] on a {parameter.ParameterType.Name}, which is not known here");
        if (client.TaskHub is not null || client.ConnectionName is not null) Refuse("names a task hub or connection in [DurableClient]; this host has one hub, that of host.json");
    }

    private static Type Awaited(Type type)
    {
        if (type == typeof(Task) || type == typeof(ValueTask)) return typeof(void);
        return type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;
    }
}
