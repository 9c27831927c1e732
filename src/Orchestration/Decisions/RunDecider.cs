using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>Decides on a scored run: keep or delete. The decision row, written in one transaction with the board, is the truth; all that follows from it is written again by
/// whoever asks again.</summary>
public sealed class RunDecider
{
    private const int MostRounds = 20;
    private readonly RunStore runs;
    private readonly RegimeBestStore bests;
    private readonly RegimeStore rules;
    private readonly RunDeflation deflation;
    private readonly IncumbentRescorer rescorer;
    private readonly VerdictWriter verdicts;

    internal RunDecider(
        RunStore runs, RegimeBestStore bests, RegimeStore rules, RunDeflation deflation, IncumbentRescorer rescorer, VerdictWriter verdicts)
    {
        this.runs = runs;
        this.bests = bests;
        this.rules = rules;
        this.deflation = deflation;
        this.rescorer = rescorer;
        this.verdicts = verdicts;
    }

    /// <summary>May be repeated, also after a crash between any two of its writes. A run that failed or was cancelled before it had a score is not decided: nothing is written
    /// and nothing is kept.</summary>
    /// <exception cref="StaleScoreException">The regime rules were edited since the run was scored: score it again, then decide.</exception>
    /// <exception cref="ServerlessTrainingException">There is no such run, or it was not scored yet.</exception>
    public async Task<DecisionReport> DecideAsync(string runId, CancellationToken cancellationToken)
    {
        StoredRun run = await runs.FindAsync(runId, cancellationToken) ?? throw new ServerlessTrainingException($"There is no run '{runId}' to decide on.");
        RunDetails? details = RunDetails.Of(run);
        if (details?.Score is not { } score)
        {
            return run.Status is RunStatus.Failed or RunStatus.Cancelled
                ? new DecisionReport(false, $"Model not decided (the run {(run.Status == RunStatus.Failed ? "failed" : "was cancelled")})", [], [])
                : throw new ServerlessTrainingException($"Run {runId} cannot be decided: it was not scored yet. Score it, then decide.");
        }

        ModelRun model = RunModels.Of(run, details.Recipe, score);
        string key = details.Recipe.Rules.Selection.BoardKey(model.Market);
        StoredDecision decision = await bests.DecisionAsync(key, runId, cancellationToken) ?? await DecideAsync(model, details, score, key, cancellationToken);
        IReadOnlyList<string> condemned = await verdicts.WriteAsync(key, model, decision, cancellationToken);
        return new DecisionReport(IsKept(decision, model.ModelId), decision.LogLine, Held(decision, model.ModelId), condemned);
    }

    private static bool IsKept(StoredDecision decision, string model) => decision.Tombstones.All(tombstone => tombstone.Run.ModelId != model);

    // Where the same model holds the place already, by another run, that run's place is what beat this one.
    private static string[] Held(StoredDecision decision, string model) =>
        [.. decision.Outcomes.Where(outcome => outcome.Kind == RegimeOutcomeKind.Kept || outcome.Defeat?.By?.ModelId == model).Select(outcome => outcome.Regime)];

    private async Task<StoredDecision> DecideAsync(ModelRun run, RunDetails details, RunScore score, string key, CancellationToken cancellation)
    {
        RegimeRuleSet current = (await rules.CurrentAsync(details.Recipe.Rules.RegimeSet, cancellation)).Rules;
        CheckRules(run, score, current);
        string fingerprint = details.Recipe.DataFingerprint;
        await deflation.RecordAsync(run.Market, fingerprint, score.Looks, cancellation);
        Challenger challenger = new(run, details, score.Basis, current);
        SelectionOptions selection = details.Recipe.Rules.Selection;
        string[] regimes = [.. current.Enabled.Select(rule => rule.Name)];
        RescoringRound rescored = rescorer.Begin(challenger);
        for (int round = 0; round < MostRounds; round++)
        {
            RegimeBoard before = await bests.FindAsync(key, cancellation) ?? new RegimeBoard(key, 0, regimes);
            (RegimeBoard board, IReadOnlyList<Tombstone> dropped) = before.Regimes.SequenceEqual(regimes)
                ? (before, [])
                : KeepOrDelete.ChangeRegimes(before, regimes, selection);
            IReadOnlyList<RescoredPlace> places = await rescored.ScoreAsync(board, cancellation);
            foreach (RescoredPlace place in places.Where(place => place.Held.Run.Market == run.Market))
            {
                await deflation.RecordAsync(run.Market, fingerprint, place.Look, cancellation);
            }

            TrialLedger ledger = await deflation.LoadAsync(run.Market, fingerprint, cancellation);
            if (places.Count > 0) board = board.WithRescored([.. places.Select(place => Rescored(place, ledger, run.Market))], selection);
            Decision decision = KeepOrDelete.Decide(board, new RunCandidates(run, score.Basis, Candidates(score, ledger)), selection);
            Decision all = decision with { Tombstones = [.. Lost(decision, dropped), .. decision.Tombstones] };
            if (await bests.SaveAsync(before, all, cancellation) is not { } stored) continue;

            // Another may have decided on the same run meanwhile; then what is stored was read, and that one counts.
            if (ReferenceEquals(stored.Outcomes, all.Outcomes)) ActivityMetrics.CountVerdict(IsKept(stored, run.ModelId));
            return stored;
        }

        throw new ServerlessTrainingException($"Run {run.RunId} could not be decided: the board {key} was changed by others {MostRounds} times in a row. Try again.");
    }

    private static void CheckRules(ModelRun run, RunScore score, RegimeRuleSet current)
    {
        string fingerprint = current.Fingerprint(RegimeOptions.Default);
        if (score.Basis.RulesFingerprint == fingerprint) return;
        throw new StaleScoreException(
            $"Run {run.RunId} was scored under the regime rules {score.Basis.RulesFingerprint}, and the rules are {fingerprint} by now. Score it again, then decide.");
    }

    private static IReadOnlyList<Candidate> Candidates(RunScore score, TrialLedger ledger) =>
    [
        .. score.Best.Where(best => best.Regime != BacktestScore.TotalName)
            .Select(best => new Candidate(best.Strategy, best.Regime, best.Score, best.Trades, RunDeflation.Probability(ledger, best))),
    ];

    // The ledger is of the challenger's bars; on a board of all markets the others are deflated by their own when they are decided.
    private static Incumbent Rescored(RescoredPlace place, TrialLedger ledger, SelectionMarket market)
    {
        MetricValue probability = place.Held.Run.Market == market ? RunDeflation.Probability(ledger, place.Metrics) : place.Held.Candidate.DeflatedProbability;
        Candidate candidate = place.Held.Candidate with { Score = place.Metrics.Sharpe, Trades = place.Metrics.Trades, DeflatedProbability = probability };
        return place.Held with { Basis = place.Basis, Candidate = candidate };
    }

    /// <summary>Models that lost their last place with a regime that is gone, and that this decision did not bring back.</summary>
    private static IEnumerable<Tombstone> Lost(Decision decision, IReadOnlyList<Tombstone> dropped) => dropped.Where(tombstone =>
        decision.Board.RegimesOf(tombstone.Run.ModelId).Count == 0 && decision.Tombstones.All(other => other.Run.ModelId != tombstone.Run.ModelId));
}
