namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What trainings used.</summary>
/// <param name="CpuSeconds">Of trainings on a CPU, one after the other.</param>
/// <param name="GpuSeconds">Of trainings on a GPU.</param>
/// <param name="StorageTransactions">Calls to storage.</param>
public sealed record TrainingUse(double CpuSeconds, double GpuSeconds, double StorageTransactions);
