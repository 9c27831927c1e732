namespace ServerlessTraining.Domain.Selection;

/// <summary>A board while it is being decided on: collects who moved and who lost, and makes the next version of it, or finds that nothing
/// changed.</summary>
internal sealed class BoardChange
{
    private readonly RegimeBoard board;
    private readonly SelectionOptions options;
    private readonly Dictionary<string, IReadOnlyList<Incumbent>> places;
    private readonly Dictionary<string, List<Defeat>> defeats;
    private readonly List<ModelRun> losers = [];
    private bool changed;

    /// <summary>Ranks and trims first: places beyond keep_top_n_per_regime, which was larger once, are given up.</summary>
    public BoardChange(RegimeBoard board, SelectionOptions options)
    {
        this.board = board;
        this.options = options;
        places = board.Regimes.ToDictionary(regime => regime, board.Holders);
        defeats = board.Incumbents.Select(i => i.Run.ModelId).Distinct().ToDictionary(model => model, model => board.DefeatsOf(model).ToList());
        foreach (string regime in board.Regimes)
        {
            IReadOnlyList<Incumbent> ranked = Ranking.Of(board.Holders(regime), options);
            Place(regime, [.. ranked.Take(options.KeepTopNPerRegime)], loser => Trimmed(loser, ranked[options.KeepTopNPerRegime - 1]));
        }
    }

    public IReadOnlyList<Incumbent> Holders(string regime) => places[regime];

    /// <summary>Gives a regime new holders; whoever is no longer among them has lost, for the reason given.</summary>
    public void Place(string regime, IReadOnlyList<Incumbent> holders, Func<Incumbent, Defeat> reason)
    {
        IReadOnlyList<Incumbent> before = places[regime];
        if (before.SequenceEqual(holders, ReferenceEqualityComparer.Instance)) return;
        changed = true;
        places[regime] = holders;
        foreach (Incumbent loser in before.Except(holders, ReferenceEqualityComparer.Instance).Cast<Incumbent>())
        {
            Record(loser.Run, reason(loser));
        }
    }

    /// <summary>A run loses in a regime once, however often it is decided.</summary>
    public void Record(ModelRun loser, Defeat defeat)
    {
        losers.Add(loser);
        if (!defeats.TryGetValue(loser.ModelId, out List<Defeat>? known)) defeats[loser.ModelId] = known = [];
        if (!known.Any(d => d.RunId == defeat.RunId && d.Regime == defeat.Regime)) known.Add(defeat);
    }

    /// <summary>The next version and the models that hold nothing any more. Where no place changed it is the very same board, even if
    /// something was recorded: a run that was refused everywhere must leave no trace, or it would leave one with each delivery.</summary>
    /// <param name="challenger">The run that was decided; null where regimes were taken away.</param>
    public (RegimeBoard Board, IReadOnlyList<Tombstone> Tombstones) Finish(ModelRun? challenger, IReadOnlyList<string>? regimes = null)
    {
        HashSet<string> held = [.. places.Values.SelectMany(p => p).Select(i => i.Run.ModelId)];
        IEnumerable<ModelRun> seen = challenger is null ? losers : losers.Append(challenger);
        IEnumerable<ModelRun> gone = seen.DistinctBy(run => run.ModelId).Where(run => !held.Contains(run.ModelId));
        IReadOnlyList<Tombstone> tombstones = options.DeleteNonBestModels
            ? [.. gone.Select(run => new Tombstone(run, defeats.GetValueOrDefault(run.ModelId, []), challenger?.RunId))]
            : [];
        IReadOnlyList<string> names = regimes ?? board.Regimes;
        if (!changed && names.SequenceEqual(board.Regimes)) return (board, tombstones);
        Dictionary<string, IReadOnlyList<Defeat>> kept = defeats
            .Where(d => held.Contains(d.Key))
            .ToDictionary(d => d.Key, d => (IReadOnlyList<Defeat>)d.Value);
        return (new RegimeBoard(board.Key, board.Version + 1, names, places, kept), tombstones);
    }

    private Defeat Trimmed(Incumbent loser, Incumbent last)
    {
        string reason = $"it ranked behind the {options.KeepTopNPerRegime} of keep_top_n_per_regime";
        double? margin = Ranking.Comparable(last.Candidate, options) - Ranking.Comparable(loser.Candidate, options);
        return Defeat.Of(loser.Run, loser.Candidate, reason, Victor.Of(last), margin);
    }
}
