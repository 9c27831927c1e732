namespace ServerlessTraining.Domain.Metrics;

/// <summary>What trainings used. This is what is stored; money is reckoned from it when it is shown.</summary>
/// <param name="CpuSeconds">Of trainings on a CPU, one after the other.</param>
/// <param name="GpuSeconds">Of trainings on a GPU.</param>
/// <param name="StorageTransactions">Calls to storage.</param>
public sealed record TrainingUse(double CpuSeconds, double GpuSeconds, double StorageTransactions)
{
    public static TrainingUse None { get; } = new(0, 0, 0);

    public TrainingUse Plus(TrainingUse other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new TrainingUse(CpuSeconds + other.CpuSeconds, GpuSeconds + other.GpuSeconds, StorageTransactions + other.StorageTransactions);
    }
}
