using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>What a process trains folds with. Not part of a work: it belongs to the machine.</summary>
public sealed record FoldTrainerOptions
{
    public const int MostThreads = 256;

    /// <summary>Threads of one training. Default: the processors of the machine; 1 to 256. Sums in another order differ in their last digits, so it is recorded in the
    /// model's manifest, and a model that is to be the same to the last bit is trained with the same number again.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, MostThreads);

    /// <summary>What the outcome names as the device. Default cpu; the name of the GPU where the model types of the process train on one.</summary>
    public string Device { get; init; } = "cpu";

    /// <exception cref="ServerlessTrainingException">Something is out of its range; all of it is told.</exception>
    public void Validate()
    {
        List<string> errors = [];
        if (Threads is < 1 or > MostThreads) errors.Add($"the threads are {Threads}; 1 to {MostThreads} are allowed");
        if (string.IsNullOrWhiteSpace(Device)) errors.Add($"the device is '{Device}'; cpu or the name of a GPU is needed");
        if (errors.Count > 0) throw new ServerlessTrainingException($"The fold trainer's options cannot be used: {string.Join("; ", errors)}.");
    }
}
