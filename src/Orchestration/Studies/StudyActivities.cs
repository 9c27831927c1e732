using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Search.Importance;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>The steps of a study. Each may be made twice: what it decides comes from the rows, and what it writes is written once. Of a study that has ended nothing is
/// written.</summary>
public sealed partial class StudyActivities
{
    private readonly StudyStore studies;
    private readonly StudyPlanner planner;
    private readonly StudyJudge judge;
    private readonly LedgerStore ledgers;
    private readonly TimeProvider clock;
    private readonly ILogger<StudyActivities> logger;

    internal StudyActivities(
        StudyStore studies, StudyPlanner planner, StudyJudge judge, LedgerStore ledgers, TimeProvider clock, ILogger<StudyActivities> logger)
    {
        this.studies = studies;
        this.planner = planner;
        this.judge = judge;
        this.ledgers = ledgers;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>The generation that is not measured yet; where there is none, the next one, written down.</summary>
    public async Task<StudyTurn> ProposeAsync(StudyAsk ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        StoredStudy study = await FindAsync(ask.StudyId, cancellationToken);
        if (study.IsOver) return new StudyTurn(null, EndOf(study));
        if (study.CancelAsked is not null) return new StudyTurn(null, StudyOrchestrator.Cancelled(study.Id));
        StudySetup setup = StudySetup.Of(study);
        try
        {
            StudyGround ground = await planner.GroundAsync(setup.Spec, cancellationToken);
            IReadOnlyList<StoredTrial> open = await OpenAsync(setup, study.Id, cancellationToken);
            await studies.ChangeAsync(study.Id, old => old.IsOver ? null : Begun(old, ask.InstanceId, open), cancellationToken);
            if (open.Count == 0) return new StudyTurn(null, null);
            LogProposed(logger, study.Id, open[0].Phase, open[0].Generation, open.Count);
            return new StudyTurn(new StudyGeneration(study.Id, open[0].Generation, (StudyPhase)open[0].Phase, open.Count, ground.Folds.Count), null);
        }
        catch (ServerlessTrainingException error)
        {
            return new StudyTurn(null, new StudyEnd(study.Id, StudyEnd.Failed, error.Message));
        }
    }

    /// <summary>Writes the task rows of one fold of the trials that were not measured on it yet.</summary>
    public async Task<StudyRungPlan> PlanAsync(StudyRung rung, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rung);
        StoredStudy study = await FindAsync(rung.StudyId, cancellationToken);
        if (study.IsOver || study.CancelAsked is not null) return new StudyRungPlan(null, 0, null);
        StudySpec spec = StudySetup.SpecOf(study);
        StoredTrial[] generation = [.. (await studies.TrialsAsync(study.Id, cancellationToken)).Where(trial => trial.Generation == rung.Generation)];
        StoredTrial[] wanted = [.. generation.Where(trial => trial.State == StoredTrialState.Running && trial.Steps.Count == rung.Number - 1)];
        if (wanted.Length == 0) return new StudyRungPlan(null, 0, null);
        try
        {
            StudyGround ground = await planner.GroundAsync(spec, cancellationToken);
            Fold fold = ground.Folds[rung.Number - 1];
            return new StudyRungPlan(await planner.PlanAsync(spec, ground, fold, wanted, generation.Min(trial => trial.Number), cancellationToken), fold.Number, null);
        }
        catch (ServerlessTrainingException error)
        {
            return new StudyRungPlan(null, 0, error.Message);
        }
    }

    /// <summary>Writes down what the trials of a rung lost, and which of them go on.</summary>
    public async Task<StudyRungEnd> JudgeAsync(StudyJudgement judgement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        StudyRung rung = judgement.Rung;
        StoredStudy study = await FindAsync(rung.StudyId, cancellationToken);
        if (study.IsOver) return new StudyRungEnd(0);
        StudySpec spec = StudySetup.SpecOf(study);
        IReadOnlyList<StoredTrial> before = await studies.TrialsAsync(study.Id, cancellationToken);
        IReadOnlyList<StoredTrial> judged = await judge.JudgeAsync(spec, judgement, before, cancellationToken);

        // The looks first: a trial that stands in the store as measured is in the ledger, whatever crashes.
        if (rung.Number == 1) await RecordAsync(study, spec, judged, cancellationToken);
        foreach (StoredTrial trial in judged)
        {
            await studies.ChangeTrialAsync(
                study.Id, trial.Number, old => old.State == StoredTrialState.Running && old.Steps.Count == rung.Number - 1 ? trial : null, cancellationToken);
        }

        IReadOnlyList<StoredTrial> after = await studies.TrialsAsync(study.Id, cancellationToken);
        await studies.ChangeAsync(study.Id, old => old.IsOver ? null : Counted(old, after), cancellationToken);
        StoredTrial[] generation = [.. after.Where(trial => trial.Generation == rung.Generation)];
        int left = generation.Count(trial => trial.State == StoredTrialState.Running);
        LogJudged(logger, study.Id, rung.Generation, rung.Number, rung.Of, judged.Count, left);
        return new StudyRungEnd(left);
    }

    /// <summary>Writes down how the study ended; of a completed one its winner.</summary>
    /// <returns>How it stands: as it ended before, where it did.</returns>
    public async Task<StudyEnd> EndAsync(StudyEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(end);
        StoredStudy study = await FindAsync(end.StudyId, cancellationToken);
        if (study.IsOver) return EndOf(study);
        IReadOnlyList<StoredTrial> trials = await studies.TrialsAsync(study.Id, cancellationToken);
        foreach (StoredTrial open in trials.Where(trial => trial.State == StoredTrialState.Running))
        {
            await studies.ChangeTrialAsync(
                study.Id, open.Number, old => old.State == StoredTrialState.Running ? old with { State = StoredTrialState.Cancelled } : null, cancellationToken);
        }

        StudyOutcome? outcome = end.Status == StudyEnd.Completed ? OutcomeOf(StudySetup.Of(study), trials) : null;
        StudyStatus status = end.Status == StudyEnd.Completed && outcome is null ? StudyStatus.Failed : StudyNames.Status(end.Status);
        string? reason = end.Status == StudyEnd.Completed && outcome is null ? WhyNothing(trials) : end.Failure;
        study = (await studies.ChangeAsync(
            study.Id,
            old => old.IsOver ? null : Counted(old, trials) with
            {
                Counters = Counted(old, trials).Counters with { Planned = end.Status == StudyEnd.Completed ? trials.Count : old.Counters.Planned },
                Status = status,
                Reason = reason,
                Finished = clock.GetUtcNow(),
                Outcome = outcome is null ? null : JsonSerializer.SerializeToElement(outcome, ApiJson.Options),
            },
            cancellationToken))!;
        LogEnded(logger, study.Id, study.Status, study.Counters.Done, study.Best, study.Reason);
        return EndOf(study);
    }

    private static StudyEnd EndOf(StoredStudy study) => new(study.Id, StudyNames.Name(study.Status), study.Reason);

    private static StudyOutcome? OutcomeOf(StudySetup setup, IReadOnlyList<StoredTrial> trials)
    {
        StudyTrial[] ended = [.. trials.Select(setup.ToSearch)];
        if (FourPhases.Winner(setup.Space, setup.Options, ended) is not { } winner) return null;

        // Without the last phase: its trials differ in the seed alone.
        IEnumerable<StudyTrial> searched = ended.Where(trial => trial.Proposal.Phase != StudyPhase.Stability);
        return StudyOutcome.Of(setup, winner, ParameterImportance.Of(setup.Space, [.. searched.Select(trial => trial.ToTrial())], setup.Spec.Seed));
    }

    private static string WhyNothing(IReadOnlyList<StoredTrial> trials)
    {
        string first = trials.FirstOrDefault(trial => trial.Reason is not null)?.Reason ?? "there is none";
        return $"none of its {trials.Count} trials could be measured to the end; the first said: {first}";
    }

    private static StoredStudy Counted(StoredStudy study, IReadOnlyList<StoredTrial> trials)
    {
        int Count(StoredTrialState state) => trials.Count(trial => trial.State == state);
        return study with
        {
            Counters = study.Counters with { Complete = Count(StoredTrialState.Complete), Pruned = Count(StoredTrialState.Pruned), Failed = Count(StoredTrialState.Failed) },
            Best = StudyProgress.History(study.Objective, trials) is [.., { } last] ? last.Value : null,
        };
    }

    private StoredStudy Begun(StoredStudy study, string instance, IReadOnlyList<StoredTrial> open) => study with
    {
        Status = StudyStatus.Running,
        Instance = instance,
        Started = study.Started ?? clock.GetUtcNow(),
        Phase = open.Count == 0 ? study.Phase : open[0].Phase,
        Generation = open.Count == 0 ? study.Generation : open[0].Generation,
    };

    /// <summary>Empty where all is done.</summary>
    private async Task<IReadOnlyList<StoredTrial>> OpenAsync(StudySetup setup, string studyId, CancellationToken cancellationToken)
    {
        IReadOnlyList<StoredTrial> trials = await studies.TrialsAsync(studyId, cancellationToken);
        if (trials.FirstOrDefault(trial => trial.State == StoredTrialState.Running) is { } open) return [.. trials.Where(trial => trial.Generation == open.Generation)];
        IReadOnlyList<TrialProposal> next = FourPhases.Next(setup.Space, setup.Options, [.. trials.Select(setup.ToSearch)]);
        StoredTrial[] generation = [.. next.Select(setup.ToStored)];

        // Where they are there already, the same step wrote the same a moment ago.
        if (generation.Length > 0) await studies.AddTrialsAsync(studyId, generation, cancellationToken);
        return generation;
    }

    /// <summary>Every configuration of a trial, with its seed, is a look at the market's data, and counts once however often it is asked for.</summary>
    private Task RecordAsync(StoredStudy study, StudySpec spec, IReadOnlyList<StoredTrial> trials, CancellationToken cancellationToken)
    {
        List<TrialLook> looks = [];
        foreach ((StoredTrial trial, int horizon) in trials.SelectMany(trial => spec.Horizons.Select(horizon => (trial, horizon))))
        {
            string configuration = StudyPlanner.ConfigurationOf(spec, trial, horizon).Hash.Text;
            looks.Add(TrialLook.Of(TrialKind.Configuration, configuration));
            looks.Add(TrialLook.Of(TrialKind.Seed, $"{configuration} seed {trial.Seed}"));
        }

        return ledgers.RecordAsync(new TrialLedger(MarketName.InLedger(new SelectionMarket(study.Symbol, study.Timeframe)), spec.DataFingerprint).Record(looks), cancellationToken);
    }

    private async Task<StoredStudy> FindAsync(string id, CancellationToken cancellationToken) =>
        await studies.FindAsync(id, cancellationToken) ?? throw new ServerlessTrainingException($"There is no study '{id}'.");

    [LoggerMessage(EventId = 3961, Level = LogLevel.Information, Message = "Study {Id}: phase {Phase}, generation {Generation} has {Trials} trials")]
    private static partial void LogProposed(ILogger logger, string id, int phase, int generation, int trials);

    [LoggerMessage(EventId = 3962, Level = LogLevel.Debug, Message = "Study {Id}: generation {Generation}, rung {Rung} of {Rungs}: {Measured} trials were measured, {Left} go on")]
    private static partial void LogJudged(ILogger logger, string id, int generation, int rung, int rungs, int measured, int left);

    [LoggerMessage(EventId = 3963, Level = LogLevel.Information, Message = "Study {Id} has ended as {Status} after {Trials} trials, the best value {Best}: {Reason}")]
    private static partial void LogEnded(ILogger logger, string id, StudyStatus status, int trials, double? best, string? reason);
}
