using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Telemetry;

/// <summary>Counts the tries of folds, and what they took and cost: whoever trains has to pay for all of them, also for those that came to nothing.</summary>
public sealed class FoldMeter(CostBook costs, FoldTrainerOptions trainer)
{
    private const string Part = "fold";

    /// <param name="ended">One of <see cref="FoldMetrics"/>.</param>
    /// <param name="trained">Null where nothing came of it; then it ran on the device of this process.</param>
    /// <param name="storageCalls">Of the try.</param>
    public void Count(string ended, FoldOutcome? trained, TimeSpan duration, long storageCalls)
    {
        bool isGpu = PastFolds.DeviceOf(trained?.Device ?? trainer.Device) == FoldDevice.Gpu;
        double seconds = duration.TotalSeconds;
        KeyValuePair<string, object?> outcome = new(Instruments.OutcomeTag, ended);
        KeyValuePair<string, object?> device = new(Instruments.DeviceTag, isGpu ? "gpu" : "cpu");
        Instruments.Folds.Add(1, outcome, device);
        Instruments.FoldDuration.Record(seconds, outcome, device);
        Instruments.ComputeSeconds.Add(seconds, device);
        Instruments.StorageTransactions.Add(storageCalls, new KeyValuePair<string, object?>(Instruments.PartTag, Part));
        MetricValue price = costs.Of(new TrainingUse(isGpu ? 0 : seconds, isGpu ? seconds : 0, storageCalls));
        if (price.Value is { } money) Instruments.Cost.Add(money, new KeyValuePair<string, object?>(Instruments.CurrencyTag, costs.Currency));
    }
}
