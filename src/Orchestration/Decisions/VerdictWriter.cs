using System.Text.Json;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>Writes what follows from a stored decision: the verdict of the run, the tombstones of others and the regimes that runs hold. All of it is told by the decision and
/// the board as they are stored, so writing it again changes nothing.</summary>
internal sealed class VerdictWriter(RunStore runs, RegimeBestStore bests, AuditStore audit)
{
    /// <summary>What deletions are called in the audit of runs.</summary>
    public const string Deleted = "deleted";

    /// <summary>As the subject of audit entries.</summary>
    public const string Subject = "run";

    private const int PageSize = RunStore.LargestPage;

    /// <returns>The runs that were deleted by the decision, sorted.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(string key, ModelRun own, StoredDecision decision, CancellationToken cancellation)
    {
        Dictionary<string, Tombstone> tombstones = decision.Tombstones.DistinctBy(tombstone => tombstone.Run.ModelId).ToDictionary(tombstone => tombstone.Run.ModelId);
        RegimeBoard board = (await bests.FindAsync(key, cancellation))!;
        while (true)
        {
            // The own run last: with its verdict all is written.
            foreach (string other in await OthersAsync(board, own, decision, cancellation)) await WriteAsync(other, board, decision, tombstones, cancellation);
            await WriteAsync(own.RunId, board, decision, tombstones, cancellation);
            RegimeBoard now = (await bests.FindAsync(key, cancellation))!;
            if (now.Version == board.Version) return await DeletedByAsync(decision, cancellation);

            // Another queue has decided meanwhile, and what was written here may be older than what it wrote.
            board = now;
        }
    }

    /// <summary>Every run of which a row may have to change: it says that it holds a regime of this board, it holds one, or it has lost its last.</summary>
    private async Task<IReadOnlyCollection<string>> OthersAsync(RegimeBoard board, ModelRun own, StoredDecision decision, CancellationToken cancellation)
    {
        SortedSet<string> ids = new(StringComparer.Ordinal);
        ids.UnionWith(board.Incumbents.Select(place => place.Run.RunId));
        ids.UnionWith(decision.Tombstones.Select(tombstone => tombstone.Run.RunId));
        await foreach (RunSummary run in StoredPages.AllAsync(from => runs.PageAsync(new RunFilter { Kept = true }, PageSize, from, cancellation)))
        {
            if (run.Regimes.Count > 0 && IsOfBoard(run)) ids.Add(run.Id);
        }

        ids.Remove(own.RunId);
        return ids;

        bool IsOfBoard(RunSummary run) => board.Key == SelectionOptions.GlobalBoard || new SelectionMarket(run.Symbol, run.Timeframe) == own.Market;
    }

    private async Task WriteAsync(string runId, RegimeBoard board, StoredDecision decision, Dictionary<string, Tombstone> tombstones, CancellationToken cancellation)
    {
        if (await runs.FindAsync(runId, cancellation) is not { } run || RunDetails.Of(run) is not { Score: not null } details) return;
        if (details.Verdict is { } verdict && verdict.Board != board.Key) return;

        // Whoever's decision is under way in another queue has no verdict yet, and may have lost its place already.
        StoredDecision? its = runId == decision.RunId ? decision : details.Verdict is null ? await bests.DecisionAsync(board.Key, runId, cancellation) : null;
        if (details.Verdict is null && its is null) return;
        StoredRun? changed = Changed(run);
        if (changed is null) return;

        // Before the run: where this breaks off between the two, the run still says that it must be written.
        Tombstone? tombstone = RunDetails.Of(changed)!.Verdict!.Tombstone;
        if (tombstone is not null && details.Verdict?.Tombstone is null) await audit.AppendAsync(Entry(tombstone, decision), cancellation);
        await runs.ChangeAsync(runId, Changed, cancellation);

        StoredRun? Changed(StoredRun before) => VerdictChange.Of(before, its, board, tombstones);
    }

    private static AuditEntry Entry(Tombstone tombstone, StoredDecision decision) => new(
        $"{Deleted}-{tombstone.Run.RunId}-{decision.RunId}", decision.At, Subject, tombstone.Run.RunId, Deleted, $"run {decision.RunId}", tombstone.Reason)
    {
        Details = JsonSerializer.SerializeToElement(tombstone, StorageJson.Options),
    };

    // From the audit, which is the same each time it is asked; the runs' own rows may have changed since.
    private async Task<IReadOnlyList<string>> DeletedByAsync(StoredDecision decision, CancellationToken cancellation)
    {
        List<string> deleted = [];
        IAsyncEnumerable<AuditEntry> all = StoredPages.AllAsync(
            from => audit.PageAsync(Subject, null, decision.At, decision.At.AddTicks(1), PageSize, from, cancellation));
        await foreach (AuditEntry entry in all)
        {
            if (entry.Action == Deleted && entry.By == $"run {decision.RunId}") deleted.Add(entry.Name);
        }

        return [.. deleted.Order(StringComparer.Ordinal)];
    }
}
