using System.Diagnostics.Metrics;

namespace ServerlessTraining.Orchestration.Telemetry;

/// <summary>Every instrument of the product. Tags have few values, as each combination is a series of its own that somebody pays for: no run, queue or preset is one.</summary>
internal static class Instruments
{
    /// <summary>Of every meter of the product.</summary>
    public const string MeterName = "ServerlessTraining";

    /// <summary>How a try of a fold ended: the words of <see cref="FoldMetrics"/>.</summary>
    public const string OutcomeTag = "outcome";

    /// <summary>cpu or gpu.</summary>
    public const string DeviceTag = "device";

    /// <summary>EUR or USD.</summary>
    public const string CurrencyTag = "currency";

    /// <summary>kept or deleted.</summary>
    public const string VerdictTag = "verdict";

    /// <summary>fold or score: what the calls were made for.</summary>
    public const string PartTag = "part";

    /// <summary>A work queue.</summary>
    public const string QueueTag = "queue";

    private static readonly Meter Meter = new(MeterName, BuildInfo.Version);

    public static Counter<long> Folds { get; } = Meter.CreateCounter<long>("serverless_training.folds", "{try}", "Tries of folds, by how they ended.");

    public static Histogram<double> FoldDuration { get; } = Meter.CreateHistogram<double>("serverless_training.fold.duration", "s", "How long the tries of folds took.");

    public static Counter<double> ComputeSeconds { get; } =
        Meter.CreateCounter<double>("serverless_training.compute.seconds", "s", "Time that tries of folds kept a CPU or a GPU busy, whether they counted or not.");

    public static Counter<double> Cost { get; } =
        Meter.CreateCounter<double>("serverless_training.cost", "{money}", "What tries of folds cost by the price file; nothing where a price lacks that they need.");

    public static Counter<long> StorageTransactions { get; } =
        Meter.CreateCounter<long>("serverless_training.storage.transactions", "{call}", "Calls of the storage, by what they were made for.");

    public static Counter<long> Models { get; } = Meter.CreateCounter<long>("serverless_training.models", "{model}", "Models that were decided on, by verdict.");

    public static ObservableGauge<double> QueueAge { get; } = Meter.CreateObservableGauge<double>(
        "serverless_training.queue.age", QueueAges.Ages, "s", "How long the oldest message that waits has been in a work queue; 0 where none waits.");

    public static ObservableGauge<long> QueueLength { get; } = Meter.CreateObservableGauge<long>(
        "serverless_training.queue.length", QueueAges.Lengths, "{message}", "Messages of a work queue, those in work among them, as the storage estimates them.");
}
