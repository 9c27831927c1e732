using System.Reflection;

namespace ServerlessTraining.LocalHost.Discovery;

/// <summary>
/// What a function of a queue can be given. The names are those of the trigger's binding data (Azure/azure-sdk-for-net,
/// Microsoft.Azure.WebJobs.Extensions.Storage.Queues, QueueTriggerBinding), compared without regard to case as the worker does.
/// </summary>
internal static class QueueRules
{
    private static readonly Type[] Times = [typeof(string), typeof(DateTimeOffset), typeof(DateTime)];

    private static readonly Dictionary<string, Type[]> Metadata = new(StringComparer.OrdinalIgnoreCase)
    {
        ["QueueTrigger"] = [typeof(string)],
        ["Id"] = [typeof(string)],
        ["PopReceipt"] = [typeof(string)],
        ["DequeueCount"] = [typeof(long), typeof(int), typeof(string)],
        ["InsertionTime"] = Times,
        ["ExpirationTime"] = Times,
        ["NextVisibleTime"] = Times,
    };

    public static void Check(FunctionMethod method)
    {
        foreach (ParameterInfo parameter in method.OwnParameters)
        {
            Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (!Metadata.TryGetValue(parameter.Name!, out Type[]? types) || !types.Contains(type)) method.RefuseParameter(parameter);
        }

        method.RequireNoResult();
    }
}
