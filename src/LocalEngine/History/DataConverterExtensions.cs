using Microsoft.DurableTask;

namespace ServerlessTraining.LocalEngine.History;

internal static class DataConverterExtensions
{
    /// <summary>
    /// The payload, or the default where there is none, as orchestrators get it (ScheduleTaskToWorker of Azure/durabletask TaskOrchestrationContext.cs, NullInputConverter of
    /// Azure/azure-functions-durable-extension). DataConverter's own generic method throws there for a value type.
    /// </summary>
    public static T? ReadOrDefault<T>(this DataConverter converter, string? payload) => payload is null ? default : converter.Deserialize<T>(payload);
}
