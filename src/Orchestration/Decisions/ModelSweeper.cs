using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>Deletes the files of models that lost their last place. It comes later than the decision and reads the rows again, so that what was kept, restored or planned
/// for since stays.</summary>
public sealed partial class ModelSweeper
{
    /// <summary>Folds whose files are deleted at a time. One takes ten calls in a row; a page of a hundred configurations has thousands, and a function ten minutes.</summary>
    private const int AtOnce = 8;

    private readonly RunStore runs;
    private readonly FoldTaskStore tasks;
    private readonly NeededFolds needed;
    private readonly FoldPlaces places;
    private readonly TimeProvider clock;
    private readonly ILogger<ModelSweeper> logger;

    internal ModelSweeper(RunStore runs, FoldTaskStore tasks, NeededFolds needed, FoldPlaces places, TimeProvider clock, ILogger<ModelSweeper> logger)
    {
        this.runs = runs;
        this.tasks = tasks;
        this.needed = needed;
        this.places = places;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>May be repeated: what is gone already frees nothing more. Of runs that are not deleted nothing is touched.</summary>
    public async Task<SweepReport> SweepAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runIds);
        List<(StoredRun Run, RunDetails Details)> deleted = [];
        foreach (StoredRun? found in await FewAtATime.ReadAsync(runIds.Distinct(StringComparer.Ordinal), runs.FindAsync, cancellationToken))
        {
            if (found is { } run && RunDetails.Of(run) is { } details && HasFilesToDelete(run, details)) deleted.Add((run, details));
        }

        if (deleted.Count == 0) return SweepReport.Nothing;
        HashSet<SelectionMarket> markets = [.. deleted.Select(one => RunModels.MarketOf(one.Run))];
        string[] keys = [.. deleted.SelectMany(one => NeededFolds.KeysOf(one.Details)).Distinct(StringComparer.Ordinal)];
        HashSet<string> used = await needed.KeysAsync(markets, cancellationToken);
        ParallelOptions few = new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(keys.Where(key => !used.Contains(key)), few, async (key, token) => await tasks.ReopenAsync(key, token));

        // Nobody finds these results any more. Whoever found one before, and said so in its run, keeps the files.
        used.UnionWith(await needed.KeysAsync(markets, cancellationToken));
        FreedFiles[] freedOf = new FreedFiles[keys.Length];
        await Parallel.ForAsync(0, keys.Length, few, async (i, token) =>
        {
            freedOf[i] = used.Contains(keys[i]) ? await places.TidyAsync(keys[i], token) : await places.RemoveAsync(keys[i], token);
        });

        // What a run says is gone is gone: none is marked before all files are.
        DateTimeOffset now = clock.GetUtcNow();
        await Parallel.ForEachAsync(deleted, few, async (one, token) => await runs.ChangeAsync(one.Run.Id, before => Marked(before, now), token));
        FreedFiles freed = freedOf.Aggregate(default(FreedFiles), (sum, one) => sum + one);
        LogSwept(logger, deleted.Count, freed.Models, freed.Bytes);
        return new SweepReport(freed.Bytes, freed.Models, [.. deleted.Select(one => one.Run.Id)]);
    }

    private static bool HasFilesToDelete(StoredRun run, RunDetails details) =>
        run.Kept == false && details.Verdict is { Tombstone: not null, FilesDeleted: null };

    private static StoredRun? Marked(StoredRun run, DateTimeOffset now) => RunDetails.Of(run) is { } details && HasFilesToDelete(run, details)
        ? run with { Details = (details with { Verdict = details.Verdict! with { FilesDeleted = now } }).ToJson() }
        : null;

    [LoggerMessage(EventId = 3502, Level = LogLevel.Information, Message = "Swept {Runs} deleted runs: {Models} models, {Bytes} bytes freed")]
    private static partial void LogSwept(ILogger logger, int runs, int models, long bytes);
}
