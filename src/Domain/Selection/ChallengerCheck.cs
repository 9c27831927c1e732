using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Selection;

/// <summary>Whether a run can be decided on a board at all.</summary>
internal static class ChallengerCheck
{
    public static void EnsureDecidable(RegimeBoard board, RunCandidates challenger, SelectionOptions options)
    {
        ModelRun run = challenger.Run;
        string key = options.BoardKey(run.Market);
        List<string> errors = [];
        if (string.IsNullOrWhiteSpace(run.RunId)) errors.Add("it has no run id");
        if (string.IsNullOrWhiteSpace(run.ModelId)) errors.Add("it has no model id");
        if (board.Key != key) errors.Add($"it belongs on the board {key}, not on {board.Key}");
        foreach (Candidate candidate in challenger.Candidates)
        {
            if (candidate.Regime != RegimeLabels.Unclassified && !board.Regimes.Contains(candidate.Regime, StringComparer.Ordinal))
            {
                errors.Add($"'{candidate.Regime}' is not a regime of the board, allowed are {string.Join(", ", board.Regimes)}");
            }

            if (string.IsNullOrWhiteSpace(candidate.Strategy)) errors.Add($"a result in {candidate.Regime} names no strategy");
            if (candidate.Trades < 0) errors.Add($"{candidate.Strategy} in {candidate.Regime} has {candidate.Trades} trades, allowed is 0 or more");
        }

        errors.AddRange(challenger.Candidates
            .GroupBy(c => (c.Strategy, c.Regime))
            .Where(same => same.Count() > 1)
            .Select(same => $"{same.Key.Strategy} in {same.Key.Regime} comes {same.Count()} times"));
        if (errors.Count > 0) throw new ServerlessTrainingException($"Run {run.RunId} cannot be decided: {string.Join("; ", errors)}.");
        EnsureComparable(board, challenger);
    }

    /// <summary>Regime rules must be the same everywhere, bars where the market is the same: on a global board the markets differ by
    /// nature.</summary>
    private static void EnsureComparable(RegimeBoard board, RunCandidates challenger)
    {
        (ModelRun run, ScoreBasis basis, _) = challenger;
        string[] others =
        [
            .. board.Incumbents
                .Where(i => i.Basis.RulesFingerprint != basis.RulesFingerprint || OtherBars(i))
                .Select(i => $"run {i.Run.RunId} in {i.Candidate.Regime} on data {i.Basis.DataFingerprint} and rules {i.Basis.RulesFingerprint}"),
        ];
        if (others.Length > 0)
        {
            throw new ServerlessTrainingException(
                $"Run {run.RunId} was scored on data {basis.DataFingerprint} and rules {basis.RulesFingerprint}, "
                + $"but incumbents of {board.Key} were scored on others: {string.Join("; ", others)}. "
                + "Scores of different bars or regime rules cannot be compared: score these incumbents again on the challenger's, then decide.");
        }

        bool OtherBars(Incumbent incumbent) => incumbent.Run.Market == run.Market && incumbent.Basis.DataFingerprint != basis.DataFingerprint;
    }
}
