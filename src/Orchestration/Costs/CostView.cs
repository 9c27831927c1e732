using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What something that ran took and costs, as the API shows it: the price is that of today's price file, whenever it ran.</summary>
/// <param name="CpuSeconds">Of trainings on a CPU; null where the device was not noted.</param>
/// <param name="GpuSeconds">Of trainings on a GPU; null as above.</param>
/// <param name="StorageTransactions">Calls to storage; null where they were not noted.</param>
/// <param name="Price">In <paramref name="Currency"/>; the reason where it is not known.</param>
/// <param name="Currency">EUR or USD.</param>
/// <param name="Prices">The file that sets the prices.</param>
public sealed record CostView(double? CpuSeconds, double? GpuSeconds, double? StorageTransactions, MetricValue Price, string Currency, string Prices);
