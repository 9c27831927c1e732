using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>Finds the functions of an app, and refuses it whole, with every reason, when one of them needs what this host cannot give.</summary>
public static partial class FunctionDiscovery
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const string Known = "Known are [HttpTrigger] HttpRequest with route values and [FromBody], returning IResult or IActionResult; [TimerTrigger] TimerInfo; "
        + "[QueueTrigger] string, byte[], BinaryData, QueueMessage or a JSON type, with the message's metadata by name; [OrchestrationTrigger] TaskOrchestrationContext "
        + "and one input; [ActivityTrigger] and 'string instanceId'; and, in each, FunctionContext, CancellationToken and, but in orchestrators, "
        + "[DurableClient] DurableTaskClient.";

    /// <exception cref="LocalHostException">The message has every fault of every function.</exception>
    public static AppFunctions FindIn(IConfiguration configuration, params IEnumerable<Assembly> assemblies)
    {
        Type[] types = [.. assemblies.SelectMany(a => a.GetTypes())];
        return Find(configuration, types, types.SelectMany(Hidden));
    }

    /// <summary>As <see cref="FindIn"/>, of these classes alone.</summary>
    public static AppFunctions Find(IConfiguration configuration, params IEnumerable<Type> types) => Find(configuration, types, []);

    private static AppFunctions Find(IConfiguration configuration, IEnumerable<Type> types, IEnumerable<string> hidden)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        List<string> errors = [.. hidden];
        List<AppFunction> functions = [];
        List<string> names = [];
        foreach ((string name, MethodInfo method) in types.SelectMany(t => t.GetMethods(Declared)).SelectMany(Named))
        {
            names.Add(name);
            if (IsOverloaded(method)) errors.Add($"function '{name}' is one of several methods {method.Name}, which the worker cannot tell apart; give it a method name of its own");
            if (Read(new FunctionMethod(name, method, configuration, errors)) is { } function) functions.Add(function);
        }

        errors.AddRange(names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1)
            .Select(g => $"function '{g.Key}' is declared {g.Count()} times; names must differ, not only in case"));
        errors.AddRange(names.Where(name => !Name().IsMatch(name)).Select(name =>
            $"function '{name}' has a bad name; a letter and then letters, digits, - and _ are allowed, 127 in all"));
        errors.AddRange(RouteRules.Clashes(functions.OfType<HttpFunction>()));
        if (errors.Count > 0) throw new LocalHostException($"The local host cannot serve this app: {string.Join("; ", errors)}. {Known}");
        return new AppFunctions(
            [.. functions.Where(f => !DisabledFunctions.Contains(configuration, f.Name))],
            [.. functions.Select(f => f.Name).Where(name => DisabledFunctions.Contains(configuration, name))]);
    }

    private static IEnumerable<(string Name, MethodInfo Method)> Named(MethodInfo method) =>
        method.GetCustomAttribute<FunctionAttribute>() is { } function ? [(function.Name, method)] : [];

    // The worker runs public methods of public classes; one that it would pass over in silence is more likely a slip than a wish.
    private static IEnumerable<string> Hidden(Type type) => type.GetMethods(Declared).SelectMany(Named)
        .Where(f => !f.Method.IsPublic || !type.IsVisible)
        .Select(f => $"function '{f.Name}' is not public; make {type.Name}.{f.Method.Name} and its class public");

    // The worker asks for the method by its name alone (azure-functions-dotnet-worker, DefaultMethodInfoLocator).
    private static bool IsOverloaded(MethodInfo method) =>
        method.DeclaringType!.GetMethods(Declared & ~BindingFlags.NonPublic).Count(other => string.Equals(other.Name, method.Name, StringComparison.Ordinal)) > 1;

    private static AppFunction? Read(FunctionMethod method)
    {
        if (method.Triggers is not [ParameterInfo parameter])
        {
            method.Refuse(method.Triggers.Count == 0 ? "has no trigger" : $"has {method.Triggers.Count} triggers; one is allowed");
            return null;
        }

        BindingAttribute trigger = parameter.GetCustomAttribute<BindingAttribute>()!;
        method.CheckCommon(mayReadBody: trigger is HttpTriggerAttribute, mayRetry: trigger is TimerTriggerAttribute);
        switch (trigger)
        {
            case HttpTriggerAttribute http:
                method.CheckTriggerType(parameter, typeof(HttpRequest));
                return RouteRules.Read(method, http);
            case TimerTriggerAttribute timer:
                return ReadTimer(method, parameter, timer);
            case QueueTriggerAttribute queue:
                QueueRules.Check(method);
                return new QueueFunction(method.Name, method.Method, method.Resolve(queue.QueueName), queue.Connection);
            case OrchestrationTriggerAttribute orchestration:
                return ReadOrchestrator(method, parameter, orchestration);
            case ActivityTriggerAttribute activity:
                foreach (ParameterInfo other in method.OwnParameters.Where(p => !IsInstanceId(p))) method.RefuseParameter(other);
                CheckRenaming(method, activity.Activity);
                return new ActivityFunction(method.Name, method.Method);
            default:
                method.Refuse($"uses {FunctionMethod.Brackets(trigger)} on '{parameter.Name}', which is not known here");
                return null;
        }
    }

    private static TimerFunction ReadTimer(FunctionMethod method, ParameterInfo parameter, TimerTriggerAttribute timer)
    {
        method.CheckTriggerType(parameter, typeof(TimerInfo));
        method.RequireNoResult();
        foreach (ParameterInfo other in method.OwnParameters) method.RefuseParameter(other);
        return new TimerFunction(
            method.Name, method.Method, method.Resolve(timer.Schedule), timer.UseMonitor, timer.RunOnStartup, method.Method.GetCustomAttribute<RetryAttribute>());
    }

    private static OrchestratorFunction ReadOrchestrator(FunctionMethod method, ParameterInfo parameter, OrchestrationTriggerAttribute orchestration)
    {
        method.CheckTriggerType(parameter, typeof(TaskOrchestrationContext));

        // The first parameter without a binding is the input (azure-functions-durable-extension, OrchestrationInputConverter).
        foreach (ParameterInfo other in method.OwnParameters.Skip(1)) method.RefuseParameter(other);
        if (method.Method.GetParameters().Any(p => p.GetCustomAttribute<DurableClientAttribute>() is not null))
        {
            method.Refuse("uses [DurableClient] in an orchestrator, whose calls would happen again with every replay; call an activity that uses it");
        }

        CheckRenaming(method, orchestration.Orchestration);
        return new OrchestratorFunction(method.Name, method.Method);
    }

    private static void CheckRenaming(FunctionMethod method, string? other)
    {
        if (other is not null && !string.Equals(other, method.Name, StringComparison.OrdinalIgnoreCase))
        {
            method.Refuse($"has another name, '{other}', in its trigger; leave that away");
        }
    }

    private static bool IsInstanceId(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) && string.Equals(parameter.Name, "instanceId", StringComparison.OrdinalIgnoreCase);

    // The host's own rule for names of functions.
    [GeneratedRegex("^[a-z][a-z0-9_-]{0,126}$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
