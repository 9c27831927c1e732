using System.Text.Json.Serialization;

namespace ServerlessTraining.Storage.Studies;

/// <summary>What a trial came to on one fold.</summary>
/// <param name="Fold">The number of the fold in its plan.</param>
/// <param name="Values">The objective on the fold, one for each horizon of the study.</param>
/// <param name="Loss">The mean loss over horizons and all folds so far.</param>
/// <param name="Seconds">That the trainings of the fold took, added up.</param>
public sealed record StoredTrialStep(int Fold, IReadOnlyList<double> Values, double Loss, double Seconds)
{
    /// <summary>Of <see cref="Seconds"/>, those on a GPU; null in what was stored before this was noted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? GpuSeconds { get; init; }

    /// <summary>Calls to storage of the trainings; null as above.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? StorageTransactions { get; init; }
}
