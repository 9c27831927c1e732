using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>Which folds are needed: by runs that hold a place on any board, by runs that were kept for another reason (restored, or nothing is to be deleted), and by runs
/// that are not decided yet.</summary>
internal sealed class NeededFolds(RunStore runs, RegimeBestStore bests)
{
    public static IEnumerable<string> KeysOf(RunDetails details) => details.Models.SelectMany(model => model.Folds).Select(fold => fold.Key);

    /// <param name="markets">Of the runs that are to be swept: folds are never shared between markets.</param>
    public async Task<HashSet<string>> KeysAsync(IReadOnlySet<SelectionMarket> markets, CancellationToken cancellation)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (string key in markets.SelectMany(BoardsOf).Distinct(StringComparer.Ordinal))
        {
            if (await bests.FindAsync(key, cancellation) is not { } board) continue;
            ids.UnionWith(board.Incumbents.Where(place => markets.Contains(place.Run.Market)).Select(place => place.Run.RunId));
        }

        await AddAsync(new RunFilter { Kept = true });
        await AddAsync(new RunFilter { Status = RunStatus.Running });
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (StoredRun? found in await FewAtATime.ReadAsync(ids, runs.FindAsync, cancellation))
        {
            if (found is { } run && RunDetails.Of(run) is { } details) keys.UnionWith(KeysOf(details));
        }

        return keys;

        async Task AddAsync(RunFilter filter)
        {
            await foreach (RunSummary run in StoredPages.AllAsync(from => runs.PageAsync(filter, RunStore.LargestPage, from, cancellation)))
            {
                if (markets.Contains(new SelectionMarket(run.Symbol, run.Timeframe))) ids.Add(run.Id);
            }
        }
    }

    // A run is decided on that of its market, or on the one for all.
    private static IEnumerable<string> BoardsOf(SelectionMarket market) =>
        Enum.GetValues<SelectionScope>().Select(scope => new SelectionOptions { Scope = scope }.BoardKey(market));
}
