using System.Collections.Concurrent;
using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Which trained folds are used by which runs, as the history has it at one moment.</summary>
internal sealed class FoldUse
{
    private const int ReadsAtOnce = 8;

    /// <summary>What has begun and may go on: its later runs may use what its earlier ones trained.</summary>
    private static readonly QueueState[] Unfinished = [QueueState.Running, QueueState.Paused, QueueState.Crashed];

    private readonly ConcurrentDictionary<string, byte> neededPlaces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> neededKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> knownKeys = new(StringComparer.Ordinal);

    private FoldUse(IReadOnlyList<string> unfinishedQueues) => UnfinishedQueues = unfinishedQueues;

    public IReadOnlyList<string> UnfinishedQueues { get; }

    /// <summary>The market of every place that a run names.</summary>
    public ConcurrentDictionary<string, (Symbol Symbol, Timeframe Timeframe)> Markets { get; } = new(StringComparer.Ordinal);

    public static Task<FoldUse> ReadAsync(RunStore runs, QueueStore queues, CancellationToken cancellation) => ReadAsync(runs, queues, (_, _) => { }, cancellation);

    /// <param name="runs">The history.</param>
    /// <param name="queues">Of which some may not have ended.</param>
    /// <param name="also">Gets every run with its details as it is read, several at a time, deleted ones too. They are not kept: tens of KB each would be gigabytes together.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<FoldUse> ReadAsync(RunStore runs, QueueStore queues, Action<StoredRun, RunDetails> also, CancellationToken cancellation)
    {
        FoldUse use = new(await UnfinishedAsync(queues, cancellation));
        foreach (bool deleted in (bool[])[false, true])
        {
            IAsyncEnumerable<RunSummary> all = StoredPages.AllAsync(from => runs.PageAsync(new RunFilter { Deleted = deleted }, RunStore.LargestPage, from, cancellation));
            await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellation }, async (summary, token) =>
            {
                if (await runs.FindAsync(summary.Id, token) is not { } run || DetailsOf(run) is not { } details) return;
                use.Add(run, details);
                also(run, details);
            });
        }

        return use;
    }

    public static async Task<IReadOnlyList<string>> UnfinishedAsync(QueueStore queues, CancellationToken cancellation)
    {
        List<string> found = [];
        foreach (QueueState state in Unfinished)
        {
            await foreach (QueueSummary queue in StoredPages.AllAsync(from => queues.PageAsync(state, RunStore.LargestPage, from, cancellation))) found.Add(queue.Id);
        }

        return found;
    }

    /// <summary>A run that is kept, not decided on yet, restored, or of a queue that has not ended needs the files at this place.</summary>
    public bool NeedsPlace(string place) => neededPlaces.ContainsKey(place);

    /// <summary>Such a run needs this fold, and has not noted yet where its files are.</summary>
    public bool NeedsKey(string key) => neededKeys.ContainsKey(key);

    /// <summary>Some run uses this fold. One that none does may be somebody else's.</summary>
    public bool Knows(string key) => knownKeys.ContainsKey(key);

    private static RunDetails? DetailsOf(StoredRun run)
    {
        try
        {
            return RunDetails.Of(run);
        }
        catch (JsonException damaged)
        {
            throw new StoredDocumentException(
                $"The details of run {run.Id} cannot be read, so it is not known which files it needs. Restore its row from a copy; until then nothing is cleaned up.", damaged);
        }
    }

    private void Add(StoredRun run, RunDetails details)
    {
        bool needed = run.Status == RunStatus.Running || run.Kept == true || (run.Kept is null && run.Status == RunStatus.Completed)
            || details.Verdict?.Restored is not null || (run.QueueId is { } queue && UnfinishedQueues.Contains(queue));
        foreach (RunFold fold in details.Models.SelectMany(model => model.Folds))
        {
            knownKeys[fold.Key] = 0;
            if (needed && fold.Outcome is null) neededKeys[fold.Key] = 0;
            foreach (string file in fold.Outcome?.Files.Values ?? [])
            {
                string place = FoldReference.Parse(file).RunId;
                Markets[place] = (run.Symbol, run.Timeframe);
                if (needed) neededPlaces[place] = 0;
            }
        }
    }
}
