using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Selection;

/// <summary>Keeps a model only where it is the best for a kind of market. The rule, for each regime by itself:
/// of a run's strategies the best one competes, and only with a defined Sharpe and at least min_trades.
/// While a place is free (keep_top_n_per_regime), a positive Sharpe takes it.
/// Where none is free, the last in rank defends its place; where the model has a place already, it defends that one, so that no model fills
/// a regime with variants of itself.
/// The challenger replaces the defender when its Sharpe is higher by the larger of min_improvement_threshold of the defender's magnitude
/// and absolute_margin; a tie keeps the defender.
/// A defender whose score cannot be compared (undefined, or too few trades, since it was scored again) counts as an empty place.
/// The unclassified bars are not contested: nothing is chosen for them.
/// A model that holds no regime any more is deleted. The same run decided again, at once or later, changes nothing.</summary>
public static class KeepOrDelete
{
    public static Decision Decide(RegimeBoard board, RunCandidates challenger, SelectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(challenger);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ChallengerCheck.EnsureDecidable(board, challenger, options);
        ModelRun run = challenger.Run;
        BoardChange change = new(board, options);
        List<RegimeOutcome> outcomes = [];
        foreach (string regime in board.Regimes)
        {
            Candidate[] own = [.. challenger.Candidates.Where(c => c.Regime == regime)];
            if (own.Length == 0) continue;
            RegimeContest contest = new(run, challenger.Basis, Ranking.Best(own, options), change.Holders(regime), options);
            (RegimeOutcome outcome, IReadOnlyList<Incumbent> holders) = contest.Decide();
            outcomes.Add(outcome);
            if (outcome.Defeat is { } defeat) change.Record(run, defeat);
            change.Place(regime, holders, contest.Replaced);
        }

        outcomes.AddRange(Unclassified(challenger, options));
        (RegimeBoard after, IReadOnlyList<Tombstone> tombstones) = change.Finish(run);
        return new Decision(run.RunId, after, outcomes, tombstones, LogLine(after.RegimesOf(run.ModelId), options));
    }

    /// <summary>The board under other regimes, for when the rules were edited: places of regimes that are gone are given up, new regimes
    /// are empty. Scores of the places that stay are as old as they were: see <see cref="RegimeBoard.WithRescored"/>.</summary>
    public static (RegimeBoard Board, IReadOnlyList<Tombstone> Tombstones) ChangeRegimes(
        RegimeBoard board, IReadOnlyList<string> regimes, SelectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(regimes);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        BoardChange change = new(board, options);
        foreach (string regime in board.Regimes.Except(regimes))
        {
            change.Place(regime, [], loser => Defeat.Of(loser.Run, loser.Candidate, "the regime was taken out of the rules"));
        }

        return change.Finish(null, regimes);
    }

    private static IEnumerable<RegimeOutcome> Unclassified(RunCandidates challenger, SelectionOptions options)
    {
        Candidate[] own = [.. challenger.Candidates.Where(c => c.Regime == RegimeLabels.Unclassified)];
        if (own.Length > 0)
        {
            yield return new RegimeOutcome(
                RegimeLabels.Unclassified,
                RegimeOutcomeKind.NotContested,
                Ranking.Best(own, options),
                null,
                null,
                null,
                $"{RegimeLabels.Unclassified}: not contested, nothing is chosen for bars that match no rule");
        }
    }

    private static string LogLine(IReadOnlyList<string> held, SelectionOptions options)
    {
        if (held.Count > 0) return $"Model kept (improves: {string.Join(", ", held)})";
        return options.DeleteNonBestModels ? Tombstone.LogLine : "Model kept (no regime improvements, but delete_non_best_models is off)";
    }
}
