using System.Collections.Concurrent;
using System.Globalization;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What a queue's runs took so far: from the rows of the list of its runs, 1,000 to a read. People watch a queue that runs, so of such a one the answer stands for a
/// while.</summary>
public sealed class QueueCosts(RunStore runs, CostBook costs, TimeProvider clock)
{
    /// <summary>How long an answer about a queue that runs stands.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, (QueueCost? Cost, DateTimeOffset Read)> known = new(StringComparer.Ordinal);

    /// <summary>Null where no run of it has a score yet.</summary>
    public async Task<QueueCost?> OfAsync(QueueRecord queue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queue);
        if (queue.State != QueueState.Running)
        {
            known.TryRemove(queue.Id, out _);
            return await ReadAsync(queue.Id, cancellationToken);
        }

        DateTimeOffset now = clock.GetUtcNow();
        if (known.TryGetValue(queue.Id, out (QueueCost? Cost, DateTimeOffset Read) kept) && now - kept.Read < Fresh) return kept.Cost;
        QueueCost? cost = await ReadAsync(queue.Id, cancellationToken);
        known[queue.Id] = (cost, now);
        return cost;
    }

    private async Task<QueueCost?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        TrainingUse sum = TrainingUse.None;
        int counted = 0;
        int unknown = 0;
        RunFilter filter = new() { QueueId = id };
        IAsyncEnumerable<RunSummary> all = StoredPages.AllAsync(from => runs.PageAsync(filter, RunStore.LargestPage, from, cancellationToken));
        await foreach (RunSummary run in all.WithCancellation(cancellationToken))
        {
            if (run.Use is { } use)
            {
                sum = sum.Plus(use);
                counted++;
            }
            else if (run.Status == RunStatus.Completed)
            {
                unknown++;
            }
        }

        if (counted + unknown == 0) return null;
        if (unknown == 0) return new QueueCost(costs.ViewOf(sum), Note(counted));
        string lacks = string.Create(CultureInfo.InvariantCulture, $"{unknown} of {counted + unknown} runs were scored before what they used was noted in the list of runs");
        return new QueueCost(costs.Unknown(lacks), Note: null);
    }

    private static string Note(int runs) => runs == 1
        ? "of the one run that has a score"
        : string.Create(CultureInfo.InvariantCulture, $"the sum of the {runs} runs that have a score; a fold that several of them use counts in each");
}
