namespace ServerlessTraining.Orchestration.Telemetry;

/// <summary>What activities of orchestrations count. An activity may run twice; each method says what that does to its figure.</summary>
internal static class ActivityMetrics
{
    /// <summary>Calls to storage of the scoring of a run: scored twice, they were made twice.</summary>
    public static void CountScoring(long storageCalls) =>
        Instruments.StorageTransactions.Add(storageCalls, new KeyValuePair<string, object?>(Instruments.PartTag, "score"));

    /// <summary>A decided run. To be called by whoever wrote the decision, which one does of all who try: where that process dies before it counts, or hears of its own write
    /// only by reading it, the run is not counted; none is counted twice.</summary>
    public static void CountVerdict(bool isKept) => Instruments.Models.Add(1, new KeyValuePair<string, object?>(Instruments.VerdictTag, isKept ? "kept" : "deleted"));
}
