using System.Diagnostics.Metrics;

namespace ServerlessTraining.Orchestration.Telemetry;

/// <summary>The figures of training, as they happen.</summary>
public static class FoldMetrics
{
    /// <summary>Of every meter of the product.</summary>
    public const string MeterName = "ServerlessTraining";

    public const string Done = "done";
    public const string Failed = "failed";
    public const string GivenUp = "given_up";
    public const string Lost = "lost";
    public const string HandedBack = "handed_back";
    private static readonly Meter Meter = new(MeterName, BuildInfo.Version);
    private static readonly Counter<long> Tries = Meter.CreateCounter<long>("serverless_training.folds", "{try}", "Tries of folds, by how they ended.");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("serverless_training.fold.duration", "s", "How long the tries of folds took.");
    private static readonly Counter<long> Transactions =
        Meter.CreateCounter<long>("serverless_training.storage.transactions", "{call}", "Calls of the storage that tries of folds made.");

    public static void Count(string outcome, TimeSpan duration, long storageCalls)
    {
        KeyValuePair<string, object?> tag = new("outcome", outcome);
        Tries.Add(1, tag);
        Seconds.Record(duration.TotalSeconds, tag);
        Transactions.Add(storageCalls, tag);
    }
}
