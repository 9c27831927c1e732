using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Functions.OpenApi;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.Tests.OpenApi;

/// <summary>The HTTP functions of the product, as test data by name.</summary>
internal static class HttpFunctions
{
    private static readonly Dictionary<string, MethodInfo> Methods =
        ProductTriggers.All.Where(one => one.Trigger is HttpTriggerAttribute).ToDictionary(one => one.Name, one => one.Method, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Methods.Keys;

    public static MethodInfo Method(string name) => Methods[name];

    public static ApiOperation Operation(string name) => ApiOperations.All.Single(operation => operation.Name == name);
}
