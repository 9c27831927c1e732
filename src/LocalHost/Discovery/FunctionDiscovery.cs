using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>Finds the functions of an assembly, and refuses it whole when one of them needs what this host cannot give.</summary>
public static class FunctionDiscovery
{
    private const string Known = "Known are: [HttpTrigger] of level Anonymous on an HttpRequest; parameters CancellationToken and route parameters "
        + "(string, Guid, bool, numbers); returning IResult, IActionResult, nothing, or a Task of these.";

    private static readonly HashSet<Type> RouteTypes = [typeof(string), typeof(Guid), typeof(bool), typeof(int), typeof(long), typeof(double)];

    public static IReadOnlyList<HttpFunction> Find(params IEnumerable<Type> types)
    {
        List<string> errors = [];
        List<HttpFunction> functions = [];
        foreach (MethodInfo method in types.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } function) continue;
            int before = errors.Count;
            HttpTriggerAttribute? trigger = Check(function.Name, method, errors);
            if (trigger is null || errors.Count > before) continue;
            functions.Add(new HttpFunction(
                function.Name, method, trigger.Route ?? function.Name, [.. (trigger.Methods ?? []).Select(verb => verb.ToUpperInvariant())]));
        }

        errors.AddRange(functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1)
            .Select(g => $"function '{g.Key}' is declared {g.Count()} times; names must differ"));
        if (errors.Count > 0) throw new LocalHostException($"The local host cannot serve this app: {string.Join("; ", errors)}. {Known}");
        return functions;
    }

    private static HttpTriggerAttribute? Check(string name, MethodInfo method, List<string> errors)
    {
        HttpTriggerAttribute? trigger = null;
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            BindingAttribute? binding = parameter.GetCustomAttribute<BindingAttribute>();
            if (binding is HttpTriggerAttribute http) trigger = CheckTrigger(name, parameter, http, errors);
            else if (binding is not null) errors.Add($"function '{name}' uses {Brackets(binding)} on '{parameter.Name}', which is not known here");
            else if (parameter.ParameterType != typeof(CancellationToken) && !RouteTypes.Contains(parameter.ParameterType))
            {
                errors.Add($"function '{name}' has the parameter '{parameter.Name}' of type {parameter.ParameterType.Name}, which is not known here");
            }
        }

        errors.AddRange(method.GetCustomAttributes<BindingAttribute>().Concat(method.ReturnParameter.GetCustomAttributes<BindingAttribute>())
            .Select(binding => $"function '{name}' uses {Brackets(binding)}, which is not known here"));
        if (trigger is null && !method.GetParameters().Any(p => p.GetCustomAttribute<BindingAttribute>() is TriggerBindingAttribute))
        {
            errors.Add($"function '{name}' has no trigger");
        }

        if (!IsKnownReturn(method.ReturnType)) errors.Add($"function '{name}' returns {method.ReturnType.Name}, which is not known here");
        return trigger;
    }

    private static HttpTriggerAttribute CheckTrigger(string name, ParameterInfo parameter, HttpTriggerAttribute trigger, List<string> errors)
    {
        if (parameter.ParameterType != typeof(HttpRequest))
        {
            errors.Add($"function '{name}' has [HttpTrigger] on a {parameter.ParameterType.Name}, which is not known here");
        }

        if (trigger.AuthLevel != AuthorizationLevel.Anonymous)
        {
            errors.Add($"function '{name}' uses [HttpTrigger] of level {trigger.AuthLevel}, which is not known here");
        }

        return trigger;
    }

    private static bool IsKnownReturn(Type type)
    {
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
        {
            type = type.GetGenericArguments()[0];
        }

        return type == typeof(void) || type == typeof(Task) || type == typeof(ValueTask)
            || typeof(IResult).IsAssignableFrom(type) || typeof(IActionResult).IsAssignableFrom(type);
    }

    private static string Brackets(BindingAttribute binding)
    {
        string name = binding.GetType().Name;
        return $"[{(name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name)}]";
    }
}
