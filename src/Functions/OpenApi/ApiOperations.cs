using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.OpenApi;

/// <summary>The HTTP functions of this assembly, found by their attributes, as the worker and LocalHost find them.</summary>
public static class ApiOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        .. from type in typeof(ApiOperations).Assembly.GetTypes()
           where type.IsVisible
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttribute<FunctionAttribute>()
           where function is not null
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           select Describe(function.Name, method, trigger),
    ];

    /// <summary>The OpenAPI document; made once.</summary>
    public static ReadOnlyMemory<byte> Document { get; } = OpenApiDocument.Write(All, "/api");

    private static ApiOperation Describe(string name, MethodInfo method, HttpTriggerAttribute trigger)
    {
        ParameterAttribute[] beside = [.. method.GetCustomAttributes<ParameterAttribute>()];
        QueryParameter[] inQuery = [.. beside.Where(one => !one.IsHeader).Select(Parameter)];
        return new ApiOperation(
            name,
            [.. (trigger.Methods ?? []).Select(verb => verb.ToLowerInvariant())],
            trigger.Route ?? name,
            trigger.AuthLevel != AuthorizationLevel.Anonymous,
            method.GetCustomAttribute<QueryAttribute>() is { } query ? [.. QueryDescription.Of(Reader(query)), .. inQuery] : inQuery,
            [.. beside.Where(one => one.IsHeader).Select(Parameter)],
            [.. method.GetCustomAttributes<BodyAttribute>()],
            [.. method.GetCustomAttributes<AnswerAttribute>()]);
    }

    private static QueryParameter Parameter(ParameterAttribute one) =>
        new(one.Name, one.Words.Length > 0 ? QueryType.OneOf(one.Words) : one.IsWhole ? new QueryType("integer") : QueryType.Text, one.Allowed, one.IsRequired);

    private static Action<IQueryCollection> Reader(QueryAttribute query)
    {
        MethodInfo method = query.Reader.GetMethod(query.Method, BindingFlags.Public | BindingFlags.Static, [typeof(IQueryCollection)])
            ?? throw new InvalidOperationException($"{query.Reader.Name} has no public static {query.Method}(IQueryCollection).");
        return values => method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [values], null);
    }
}
