using System.Text.Json;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Reads what came of studies, for whoever goes on with it.</summary>
public sealed class StudyResults(StudyStore studies)
{
    /// <exception cref="Http.RequestException">There is no such study (404).</exception>
    public async Task<StudyResult> ReadAsync(string studyId, CancellationToken cancellationToken)
    {
        StoredStudy study = await StudyViews.FindAsync(studies, studyId, cancellationToken);
        StudySetup setup = StudySetup.Of(study);
        IReadOnlyList<StoredTrial> trials = await studies.TrialsAsync(study.Id, cancellationToken);
        StudyOutcome? outcome = study.Outcome?.Deserialize<StudyOutcome>(ApiJson.Options);
        return new StudyResult(
            study.Id,
            setup.Spec,
            StudyNames.Name(study.Status),
            study.Reason,
            outcome?.ToSearch(setup),
            outcome?.Winner.HyperParameters.GetRawText(),
            outcome?.Importance ?? [],
            [.. trials.Where(trial => trial.State is not (StoredTrialState.Running or StoredTrialState.Cancelled)).Select(setup.ToSearch)])
        {
            Use = UseOf(trials),
        };
    }

    private static TrainingUse? UseOf(IReadOnlyList<StoredTrial> trials)
    {
        TrainingUse sum = TrainingUse.None;
        foreach (StoredTrialStep step in trials.SelectMany(trial => trial.Steps))
        {
            if (step is not { GpuSeconds: { } gpu, StorageTransactions: { } calls }) return null;
            sum = sum.Plus(new TrainingUse(step.Seconds - gpu, gpu, calls));
        }

        return sum;
    }
}
