using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Studies;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Studies as people look at them.</summary>
public sealed class StudyViews(StudyStore studies, TimeProvider clock)
{
    /// <summary>The newest first.</summary>
    /// <exception cref="RequestException">The continuation is of another list.</exception>
    public async Task<StoredPage<StudyListItem>> PageAsync(StudyQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return (await Paging.ReadAsync(query.Continuation, from => studies.PageAsync(query.Filter, query.Limit, from, cancellationToken))).Select(study => new StudyListItem(
            study.Id, study.Symbol.Name, study.Timeframe.Name, study.Model, StudyNames.Name(study.Status), study.Objective, study.Phase, study.Counters, study.Best, study.Created,
            study.Finished));
    }

    /// <exception cref="RequestException">There is none.</exception>
    public async Task<StudyView> OfAsync(string studyId, CancellationToken cancellationToken)
    {
        StoredStudy study = await FindAsync(studies, studyId, cancellationToken);
        IReadOnlyList<StoredTrial> trials = await studies.TrialsAsync(study.Id, cancellationToken);
        IReadOnlyList<StudyBest> history = StudyProgress.History(study.Objective, trials);
        return new StudyView(
            study.Id, study.Symbol.Name, study.Timeframe.Name, study.Model, StudyNames.Name(study.Status), study.Objective, StudyObjectives.IsHigherBetter(study.Objective),
            study.Counters, study.Created)
        {
            Spec = StudySetup.SpecOf(study),
            Phase = study.Phase,
            PhaseName = study.Phase == 0 ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(((StudyPhase)study.Phase).ToString()),
            Generation = study.Generation,
            Running = trials.Count(trial => trial.State == StoredTrialState.Running),
            Best = history is [.., { } best] ? best : null,
            History = history,
            Outcome = study.Outcome?.Deserialize<StudyOutcome>(ApiJson.Options),
            Started = study.Started,
            Ended = study.Finished,
            Seconds = study.Started is { } started ? ((study.Finished ?? clock.GetUtcNow()) - started).TotalSeconds : null,
            Reason = study.Reason,
            CancelAsked = study.CancelAsked,
        };
    }

    /// <summary>In the order of their numbers.</summary>
    /// <exception cref="RequestException">There is no such study, or the continuation is of another list.</exception>
    public async Task<StoredPage<StudyTrialView>> TrialsAsync(string studyId, StudyTrialQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredStudy study = await FindAsync(studies, studyId, cancellationToken);
        StoredPage<StoredTrial> page = await Paging.ReadAsync(query.Continuation, from => studies.TrialPageAsync(study.Id, query.Limit, from, cancellationToken));
        return page.Select(trial => ViewOf(study.Objective, trial));
    }

    internal static async Task<StoredStudy> FindAsync(StudyStore studies, string id, CancellationToken cancellationToken) => await studies.FindAsync(id, cancellationToken)
        ?? throw new RequestException(StatusCodes.Status404NotFound, $"There is no study '{FieldFault.Show(id)}'. GET /api/presets/studies lists those that there are.");

    private static StudyTrialView ViewOf(string objective, StoredTrial trial)
    {
        StudyTrialStepView[] steps = [.. trial.Steps.Select(step => new StudyTrialStepView(step.Fold, step.Values, StudyObjectives.ValueOf(objective, step.Loss)))];
        return new StudyTrialView(
            trial.Number, trial.Phase, trial.Generation, StudyNames.Name(trial.State), trial.Seed, trial.HyperParameters, steps is [.., { } last] ? last.Value : null, steps,
            trial.Steps.Sum(step => step.Seconds), trial.Reason);
    }
}
