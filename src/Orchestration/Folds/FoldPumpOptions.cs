using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>What a process takes from the task queues.</summary>
public sealed record FoldPumpOptions
{
    /// <summary>The most folds at a time.</summary>
    public const int MostFolds = 32;

    /// <summary>The task queues it serves, each once; none takes nothing. Default both: a GPU task trains on the CPU where there is no GPU.</summary>
    public IReadOnlyList<FoldDevice> Devices { get; init; } = [FoldDevice.Gpu, FoldDevice.Cpu];

    /// <summary>Folds of one queue that it trains at the same time. Default: the processors of the machine, as each training has one thread
    /// (<see cref="Training.FoldTrainerOptions.Threads"/>); 1 to 32.</summary>
    public int Concurrency { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, MostFolds);

    /// <summary>A taken message is hidden so long and renewed while the training runs. Default 1 min, from 1 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait between two looks at an empty queue. Default 5 s, from 0.1 s.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A stop lets running folds finish for so long, then hands them back. Default 20 s: Container Apps kills 30 s after it asked.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(20);

    public void Validate()
    {
        List<string> errors = [];
        if (Devices.Distinct().Count() != Devices.Count) errors.Add($"the queues are '{string.Join(", ", Devices)}'; each is allowed once");
        if (Concurrency is < 1 or > MostFolds) errors.Add($"the concurrency is {Concurrency}; 1 to {MostFolds} is allowed");
        if (errors.Count > 0) throw new ServerlessTrainingException($"The trainer's options cannot be used: {string.Join("; ", errors)}.");
    }
}
