namespace ServerlessTraining.Domain.Selection;

/// <summary>One run competes for one regime.</summary>
/// <param name="holders">Ranked, at most as many as there are places.</param>
internal sealed class RegimeContest(ModelRun run, ScoreBasis basis, Candidate candidate, IReadOnlyList<Incumbent> holders, SelectionOptions options)
{
    private string Regime => candidate.Regime;

    /// <summary>The outcome, and the places after it.</summary>
    public (RegimeOutcome Outcome, IReadOnlyList<Incumbent> Holders) Decide()
    {
        for (int i = 0; i < holders.Count; i++)
        {
            // Decided before: a run competes once.
            if (holders[i].Run.RunId == run.RunId) return (Kept(holders[i].Candidate, i + 1, null), holders);
        }

        if (candidate.Score.Value is not double score)
        {
            return Refused(RegimeOutcomeKind.UndefinedScore, $"the Sharpe is undefined: {candidate.Score.Reason}");
        }

        if (candidate.Trades < options.MinTrades)
        {
            int missing = options.MinTrades - candidate.Trades;
            return Refused(RegimeOutcomeKind.TooFewTrades, $"{candidate.Trades} trades, {missing} fewer than the {options.MinTrades} of min_trades");
        }

        Incumbent? defender = Defender();
        return defender is not null && Ranking.Comparable(defender.Candidate, options) is double bar
            ? Challenge(score, defender, bar)
            : Enter(score, defender);
    }

    /// <summary>Why an incumbent had to leave for the challenger.</summary>
    public Defeat Replaced(Incumbent loser)
    {
        Victor victor = Victor.Of(new Incumbent(run, basis, candidate));
        if (Ranking.Comparable(loser.Candidate, options) is not double bar || candidate.Score.Value is not double score)
        {
            string why = WhyNotComparable(loser.Candidate);
            return Defeat.Of(loser.Run, loser.Candidate, $"{Name(victor)} took the place, because its own score could not be compared: {why}", victor);
        }

        (string higher, string lower, string gap) = Figures.Compare(score, bar);
        return Defeat.Of(loser.Run, loser.Candidate, $"{Name(victor)} has a Sharpe of {higher}, {gap} above its {lower}", victor, score - bar);
    }

    /// <summary>A model has one place in a regime and defends that; otherwise the last place is contested, and none while a place is
    /// free.</summary>
    private Incumbent? Defender() =>
        holders.FirstOrDefault(i => i.Run.ModelId == run.ModelId) ?? (holders.Count < options.KeepTopNPerRegime ? null : holders[^1]);

    private (RegimeOutcome Outcome, IReadOnlyList<Incumbent> Holders) Enter(double score, Incumbent? defender) =>
        score > 0
            ? Placed(defender, null)
            : Refused(RegimeOutcomeKind.NotPositive, $"the place is empty, and a Sharpe of {Figures.Compare(score, 0).Left} is not positive");

    private (RegimeOutcome Outcome, IReadOnlyList<Incumbent> Holders) Challenge(double score, Incumbent defender, double bar)
    {
        double needed = options.MarginOver(bar);
        // Added to the bar instead of taken from the difference: 0.35 over 0.30 is then the margin of 0.05 to the bit.
        if (score > bar && score >= bar + needed) return Placed(defender, needed);
        (string own, string other, string gap) = Figures.Compare(score, bar);
        string relation = score == bar ? "equals the" : score > bar ? $"is only {gap} above the" : $"is {gap} below the";
        Victor victor = Victor.Of(defender);
        string text = $"a Sharpe of {own} {relation} {other} of {Name(victor)}, {Figures.Text(needed)} above it is needed";
        return Refused(RegimeOutcomeKind.BelowIncumbent, text, victor, bar - score, needed);
    }

    private (RegimeOutcome Outcome, IReadOnlyList<Incumbent> Holders) Placed(Incumbent? replaced, double? needed)
    {
        List<Incumbent> after = [.. holders.Where(i => !ReferenceEquals(i, replaced)), new Incumbent(run, basis, candidate)];
        IReadOnlyList<Incumbent> ranked = Ranking.Of(after, options);
        int rank = ranked.Index().First(place => place.Item.Run.RunId == run.RunId).Index + 1;
        return (Kept(candidate, rank, needed), ranked);
    }

    private RegimeOutcome Kept(Candidate kept, int rank, double? needed) =>
        new(Regime, RegimeOutcomeKind.Kept, kept, rank, needed, null, $"{Regime}: kept at rank {rank} with {kept.Strategy}");

    private (RegimeOutcome Outcome, IReadOnlyList<Incumbent> Holders) Refused(
        RegimeOutcomeKind kind, string reason, Victor? victor = null, double? margin = null, double? needed = null)
    {
        Defeat defeat = Defeat.Of(run, candidate, reason, victor, margin);
        return (new RegimeOutcome(Regime, kind, candidate, null, needed, defeat, $"{Regime}: refused, {reason}"), holders);
    }

    private string WhyNotComparable(Candidate weak) =>
        weak.Score.IsDefined ? $"{weak.Trades} trades, fewer than the {options.MinTrades} of min_trades" : $"it is undefined ({weak.Score.Reason})";

    private static string Name(Victor victor) => $"run {victor.RunId} ({victor.Strategy})";
}
