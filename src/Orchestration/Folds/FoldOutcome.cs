namespace ServerlessTraining.Orchestration.Folds;

/// <summary>What a trained fold leaves. Files are stored before it is written; here are only references.</summary>
/// <param name="Metrics">By name; null where one could not be computed.</param>
/// <param name="Files">Where each file is, by what it is: model, predictions.</param>
/// <param name="Seconds">That training took.</param>
/// <param name="Device">cpu or the name of the GPU.</param>
/// <param name="Notes">For the reader of the run.</param>
public sealed record FoldOutcome(
    IReadOnlyDictionary<string, double?> Metrics, IReadOnlyDictionary<string, string> Files, double Seconds, string Device, IReadOnlyList<string> Notes)
{
    /// <summary>SHA-256 of what is in the files, by the same names: of a model what it forecasts by, so that equal hashes are equal models whenever they were trained.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; init; } = new Dictionary<string, string>();

    /// <summary>Why a metric is null, by its name.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>();

    /// <summary>Calls to storage that the try made before this was written; null where nobody counted.</summary>
    public long? StorageTransactions { get; init; }

    /// <summary>Of the training; null where it was not recorded.</summary>
    public int? Threads { get; init; }

    /// <summary>What the last digits of a training depend on besides its work and threads (<see cref="Training.TrainingMachine"/>); null where it was not recorded.</summary>
    public string? Machine { get; init; }
}
