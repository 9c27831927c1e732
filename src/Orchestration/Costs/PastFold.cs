using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What a fold of a model type took so far.</summary>
/// <param name="Seconds">The median.</param>
/// <param name="StorageTransactions">A fold: those of a run, planning and scoring among them, over its folds; the median of the runs.</param>
/// <param name="Device">Where these folds were trained; null where none was.</param>
/// <param name="Folds">That this is the median of.</param>
public sealed record PastFold(MetricValue Seconds, MetricValue StorageTransactions, FoldDevice? Device, int Folds)
{
    /// <summary>Of a model type that nobody has trained yet.</summary>
    public static PastFold None(string model)
    {
        MetricValue none = MetricValue.Undefined($"no queue has trained a fold of {model} here yet");
        return new PastFold(none, none, null, 0);
    }
}
