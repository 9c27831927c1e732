using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>What a process trains folds with. Not part of a work: it belongs to the machine.</summary>
public sealed record FoldTrainerOptions
{
    public const int MostThreads = 256;

    /// <summary>Threads of one training, 1 to 256. Default 1: there are more folds than processors, so a process trains several at a time and none waits for its slowest
    /// thread. Sums in another order differ in their last digits, so it is recorded in the model's manifest, and a model that is to be the same to the last bit is trained
    /// with the same number again.</summary>
    public int Threads { get; init; } = 1;

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
