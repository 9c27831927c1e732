using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>Says what trainings would take and cost, from what past ones took.</summary>
public sealed class FoldEstimator(PastFolds past, CostBook costs, FoldsAtATime atATime)
{
    /// <param name="folds">One entry a model type.</param>
    /// <param name="cancellationToken">Ends the reading of past runs.</param>
    public async Task<FoldEstimate> EstimateAsync(IReadOnlyList<ModelFolds> folds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folds);
        List<(ModelFolds Due, PastFold Past)> models = [];
        foreach (ModelFolds due in folds) models.Add((due, await past.OfAsync(due.Model, cancellationToken)));
        MetricValue seconds = Sum(models, model => model.Seconds);
        MetricValue transactions = Sum(models, model => model.StorageTransactions);
        return new FoldEstimate(
            folds.Sum(due => due.Folds),
            [.. models.Select(model => new ModelFoldEstimate(model.Due.Model, model.Due.Folds, model.Past.Seconds, model.Past.Folds, model.Past.Device))],
            seconds,
            seconds.IsDefined ? MetricValue.Of(Wall(models)) : seconds,
            PriceOf(models, seconds, transactions),
            costs.Currency,
            costs.Source,
            transactions,
            TrainersOf(models));
    }

    /// <summary>CPUs and GPUs train beside each other, and a single training is not shared out.</summary>
    private double Wall(List<(ModelFolds Due, PastFold Past)> models) => Math.Max(
        DevicesOf(models).Select(device => SecondsOn(device, models) / atATime.On(device)).DefaultIfEmpty().Max(),
        models.Where(model => model.Due.Folds > 0).Select(model => model.Past.Seconds.Value!.Value).DefaultIfEmpty().Max());

    private int TrainersOf(List<(ModelFolds Due, PastFold Past)> models) => DevicesOf(models) is { Length: > 0 } devices ? devices.Sum(atATime.On) : atATime.Cpu;

    private static FoldDevice[] DevicesOf(List<(ModelFolds Due, PastFold Past)> models) =>
        [.. models.Where(model => model.Due.Folds > 0).Select(model => model.Past.Device).OfType<FoldDevice>().Distinct()];

    private static double SecondsOn(FoldDevice device, List<(ModelFolds Due, PastFold Past)> models) =>
        models.Where(model => model.Past.Device == device).Sum(model => model.Due.Folds * model.Past.Seconds.Value!.Value);

    private MetricValue PriceOf(List<(ModelFolds Due, PastFold Past)> models, MetricValue seconds, MetricValue transactions)
    {
        if (!seconds.IsDefined) return seconds;
        if (transactions.Value is not { } calls) return transactions;
        return costs.Of(new TrainingUse(SecondsOn(FoldDevice.Cpu, models), SecondsOn(FoldDevice.Gpu, models), calls));
    }

    private static MetricValue Sum(List<(ModelFolds Due, PastFold Past)> models, Func<PastFold, MetricValue> each)
    {
        string[] reasons = [.. models.Select(model => each(model.Past).Reason).OfType<string>().Distinct(StringComparer.Ordinal)];
        return reasons.Length > 0 ? MetricValue.Undefined(string.Join("; ", reasons)) : MetricValue.Of(models.Sum(model => model.Due.Folds * each(model.Past).Value!.Value));
    }
}
