using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>The queues of the protocol.</summary>
public static class FoldQueues
{
    public const string Cpu = StorageNames.Queues.FoldTasksCpu;
    public const string Gpu = StorageNames.Queues.FoldTasksGpu;
    public const string Results = StorageNames.Queues.FoldResults;

    /// <summary>The setting with the account that they are in.</summary>
    public const string Connection = StorageOptions.DataSettingName;

    public static IReadOnlyList<string> Tasks { get; } = [Cpu, Gpu];

    public static string For(FoldDevice device) => device switch
    {
        FoldDevice.Cpu => Cpu,
        FoldDevice.Gpu => Gpu,
        _ => throw new ServerlessTrainingException($"'{device}' is not a device; Cpu and Gpu are."),
    };

    public static FoldDevice DeviceOf(string queue) => queue switch
    {
        Cpu => FoldDevice.Cpu,
        Gpu => FoldDevice.Gpu,
        _ => throw new ServerlessTrainingException($"'{queue}' is not a queue of tasks; {Cpu} and {Gpu} are."),
    };
}
