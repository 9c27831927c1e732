using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>What decision and board make of a run's row.</summary>
internal static class VerdictChange
{
    /// <summary>Null where the row is as it must be.</summary>
    /// <param name="decision">On this run; null where its verdict was written before.</param>
    /// <param name="tombstones">By model, of the decision that is being written.</param>
    public static StoredRun? Of(StoredRun run, StoredDecision? decision, RegimeBoard board, IReadOnlyDictionary<string, Tombstone> tombstones)
    {
        if (RunDetails.Of(run) is not { Score: { } score } details) return null;
        RunVerdict? before = details.Verdict ?? (decision is null ? null : new RunVerdict(board.Key, decision.LogLine, decision.Outcomes));
        if (before is null) return null;
        IReadOnlyList<string> regimes = board.RegimesOf(score.ModelId);

        // The first tombstone stays. A model that is on the board again by another run lives.
        Tombstone? tombstone = before.Tombstone;
        if (tombstone is null && regimes.Count == 0 && tombstones.TryGetValue(score.ModelId, out Tombstone? fresh))
        {
            tombstone = fresh with { Run = RunModels.Of(run, details.Recipe, score) };
        }

        StoredRun after = run with
        {
            Status = RunStatus.Completed,
            Finished = run.Finished ?? decision?.At,
            Kept = tombstone is null || before.Restored is not null || regimes.Count > 0,
            Regimes = regimes,
            Details = (details with { Verdict = before with { Tombstone = tombstone } }).ToJson(),
        };
        bool same = details.Verdict is { } old && (old.Tombstone is null) == (tombstone is null)
            && (run.Status, run.Finished, run.Kept) == (after.Status, after.Finished, after.Kept) && run.Regimes.SequenceEqual(after.Regimes);
        return same ? null : after;
    }
}
