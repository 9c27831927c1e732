using System.Collections.Concurrent;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What folds took so far, by model type. Asked while somebody types a grid, so it is read once a minute.</summary>
public sealed class PastFolds(RunStore runs, TimeProvider clock)
{
    /// <summary>The newest runs that are looked at: their folds are from the code and the machine of now.</summary>
    public const int Runs = 20;

    /// <summary>How long an answer stands.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (PastFold Fold, DateTimeOffset Read)> known = new(StringComparer.Ordinal);

    public async Task<PastFold> OfAsync(string model, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(model, out (PastFold Fold, DateTimeOffset Read) kept) && clock.GetUtcNow() - kept.Read < Fresh) return kept.Fold;
        RunFilter filter = new() { ModelType = model, Status = RunStatus.Completed };
        StoredPage<RunSummary> newest = await runs.PageAsync(filter, Runs, null, cancellationToken);
        StoredRun?[] found = await Task.WhenAll(newest.Items.Select(run => runs.FindAsync(run.Id, cancellationToken)));
        PastFold fold = Of(model, [.. found.OfType<StoredRun>().Select(RunDetails.Of).OfType<RunDetails>()]);
        known[model] = (fold, clock.GetUtcNow());
        return fold;
    }

    /// <summary>Whether a fold was trained on a GPU: outcomes name the GPU itself, or say cpu.</summary>
    public static FoldDevice DeviceOf(FoldOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return DeviceOf(outcome.Device);
    }

    internal static FoldDevice DeviceOf(string device) => device == "cpu" ? FoldDevice.Cpu : FoldDevice.Gpu;

    /// <param name="newestFirst">A fold that several runs share counts once.</param>
    internal static PastFold Of(string model, IReadOnlyList<RunDetails> newestFirst)
    {
        FoldOutcome[] outcomes = [.. newestFirst.SelectMany(FoldsOf).DistinctBy(fold => fold.Key).Select(fold => fold.Outcome!)];
        if (outcomes.Length == 0) return PastFold.None(model);
        FoldDevice device = DeviceOf(outcomes[0]);
        double[] seconds = [.. outcomes.Where(outcome => DeviceOf(outcome) == device).Select(outcome => outcome.Seconds)];
        double[] transactions =
        [
            .. from run in newestFirst
               let folds = FoldsOf(run).Count()
               where folds > 0 && run.Score is { StorageTransactions: > 0 }
               select (double)run.Score!.StorageTransactions / folds,
        ];
        MetricValue calls = transactions.Length > 0 ? MetricValue.Of(Median(transactions)) : MetricValue.Undefined($"no run of {model} says how many calls to storage it took");
        return new PastFold(MetricValue.Of(Median(seconds)), calls, device, seconds.Length);
    }

    private static IEnumerable<RunFold> FoldsOf(RunDetails run) => run.Models.SelectMany(used => used.Folds).Where(fold => fold.Outcome is not null);

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
