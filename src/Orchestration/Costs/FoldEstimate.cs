using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What trainings to come would take and cost, going by past ones.</summary>
/// <param name="FoldTasks">Folds to train; at most so many, as some may be trained already.</param>
/// <param name="ByModel">By model type, in the grid's order.</param>
/// <param name="ComputeSeconds">Of all trainings one after the other.</param>
/// <param name="WallSeconds">By the clock, with <paramref name="Trainers"/> at work.</param>
/// <param name="Price">In <paramref name="Currency"/>.</param>
/// <param name="Currency">EUR or USD.</param>
/// <param name="Prices">The file that sets the prices.</param>
/// <param name="StorageTransactions">Calls to storage.</param>
/// <param name="Trainers">Folds that are trained at the same time, on all the devices that these are trained on.</param>
public sealed record FoldEstimate(
    long FoldTasks, IReadOnlyList<ModelFoldEstimate> ByModel, MetricValue ComputeSeconds, MetricValue WallSeconds, MetricValue Price, string Currency, string Prices,
    MetricValue StorageTransactions, int Trainers);
