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
    private readonly RunStore runs;
    private readonly FoldTaskStore tasks;
    private readonly FoldUse use;
    private readonly FoldPlaces places;
    private readonly TimeProvider clock;
    private readonly ILogger<ModelSweeper> logger;

    internal ModelSweeper(RunStore runs, FoldTaskStore tasks, FoldUse use, FoldPlaces places, TimeProvider clock, ILogger<ModelSweeper> logger)
    {
        this.runs = runs;
        this.tasks = tasks;
        this.use = use;
        this.places = places;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>May be repeated: what is gone already frees nothing more. Of runs that are not deleted nothing is touched.</summary>
    public async Task<SweepReport> SweepAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runIds);
        List<(StoredRun Run, RunDetails Details)> deleted = [];
        foreach (string id in runIds.Distinct(StringComparer.Ordinal))
        {
            if (await runs.FindAsync(id, cancellationToken) is { } run && RunDetails.Of(run) is { } details && HasFilesToDelete(run, details)) deleted.Add((run, details));
        }

        if (deleted.Count == 0) return SweepReport.Nothing;
        HashSet<SelectionMarket> markets = [.. deleted.Select(one => RunModels.MarketOf(one.Run))];
        string[] keys = [.. deleted.SelectMany(one => FoldUse.KeysOf(one.Details)).Distinct(StringComparer.Ordinal)];
        HashSet<string> used = await use.KeysAsync(markets, cancellationToken);
        foreach (string key in keys.Where(key => !used.Contains(key))) await tasks.ReopenAsync(key, cancellationToken);

        // Nobody finds these results any more. Whoever found one before, and said so in its run, keeps the files.
        used.UnionWith(await use.KeysAsync(markets, cancellationToken));
        FreedFiles freed = default;
        foreach (string key in keys) freed += used.Contains(key) ? await places.TidyAsync(key, cancellationToken) : await places.RemoveAsync(key, cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        foreach ((StoredRun run, _) in deleted) await runs.ChangeAsync(run.Id, before => Marked(before, now), cancellationToken);
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
