using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>Says what trainings would take and cost, from what past ones took.</summary>
public sealed class FoldEstimator(PastFolds past, CostBook costs, FoldPumpOptions pump)
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
            seconds.Value is { } sum ? MetricValue.Of(Wall(models, sum)) : seconds,
            PriceOf(models, seconds, transactions),
            costs.Currency,
            costs.Source,
            transactions,
            pump.Concurrency);
    }

    /// <summary>A single training is not shared out.</summary>
    private double Wall(List<(ModelFolds Due, PastFold Past)> models, double sum) =>
        Math.Max(sum / pump.Concurrency, models.Where(model => model.Due.Folds > 0).Select(model => model.Past.Seconds.Value!.Value).DefaultIfEmpty().Max());

    private MetricValue PriceOf(List<(ModelFolds Due, PastFold Past)> models, MetricValue seconds, MetricValue transactions)
    {
        if (!seconds.IsDefined) return seconds;
        if (transactions.Value is not { } calls) return transactions;
        return costs.Of(new TrainingUse(SecondsOn(FoldDevice.Cpu), SecondsOn(FoldDevice.Gpu), calls));

        double SecondsOn(FoldDevice device) => models.Where(model => model.Past.Device == device).Sum(model => model.Due.Folds * model.Past.Seconds.Value!.Value);
    }

    private static MetricValue Sum(List<(ModelFolds Due, PastFold Past)> models, Func<PastFold, MetricValue> each)
    {
        string[] reasons = [.. models.Select(model => each(model.Past).Reason).OfType<string>().Distinct(StringComparer.Ordinal)];
        return reasons.Length > 0 ? MetricValue.Undefined(string.Join("; ", reasons)) : MetricValue.Of(models.Sum(model => model.Due.Folds * each(model.Past).Value!.Value));
    }
}
