using System.Globalization;
using System.Text.Json;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Search.Pruning;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Says what a rung means for the trials of a generation: what each lost, who failed, who is given up, who is through. What is in the rows and in the results of the
/// folds decides, so it comes out the same when it is asked again, also when some of the rows were written already.</summary>
internal sealed class StudyJudge(FoldTaskStore tasks)
{
    private static readonly MedianPruner Pruner = new();

    /// <param name="all">The trials of the study, as stored.</param>
    /// <returns>The trials that this rung changed.</returns>
    public async Task<IReadOnlyList<StoredTrial>> JudgeAsync(StudySpec spec, StudyJudgement judgement, IReadOnlyList<StoredTrial> all, CancellationToken cancellationToken)
    {
        StudyRung rung = judgement.Rung;
        StoredTrial[] generation = [.. all.Where(trial => trial.Generation == rung.Generation)];
        int first = generation.Min(trial => trial.Number);
        Dictionary<int, FoldAnswer> answers = judgement.Answers.ToDictionary(answer => answer.Number);
        List<StoredTrial> measured = [];
        foreach (StoredTrial trial in generation.Where(trial => trial.State == StoredTrialState.Running && trial.Steps.Count == rung.Number - 1))
        {
            FoldAnswer?[] own = [.. spec.Horizons.Select((_, h) => answers.GetValueOrDefault(StudyPlanner.PlaceOf(spec, trial, first, h)))];
            measured.Add(await MeasureAsync(spec, trial, judgement.Fold, own, cancellationToken));
        }

        StoredTrial[] after = [.. all.Where(trial => trial.Generation < rung.Generation), .. generation.Select(trial => measured.Find(one => one.Number == trial.Number) ?? trial)];
        return [.. measured.Select(trial => trial.State == StoredTrialState.Running ? Decided(trial, rung, after) : trial)];
    }

    private static StoredTrial Decided(StoredTrial trial, StudyRung rung, StoredTrial[] all)
    {
        if (rung.Number == rung.Of) return trial with { State = StoredTrialState.Complete };

        // Seeds are compared over all folds, or the comparison would be of different folds.
        if (trial.Phase == (int)StudyPhase.Stability) return trial;
        IReadOnlyList<IReadOnlyList<double>>[] others =
        [
            .. all.Where(other => other.Number != trial.Number).Select(other => other.Generation == rung.Generation ? UpTo(other, rung.Number) : StudySetup.StepsOf(other)),
        ];
        return Pruner.IsPruned(StudySetup.StepsOf(trial), others) ? trial with { State = StoredTrialState.Pruned } : trial;
    }

    private static IReadOnlyList<IReadOnlyList<double>> UpTo(StoredTrial trial, int rung) => [.. StudySetup.StepsOf(trial).Take(rung)];

    private async Task<StoredTrial> MeasureAsync(StudySpec spec, StoredTrial trial, int fold, FoldAnswer?[] answers, CancellationToken cancellationToken)
    {
        double[] values = new double[answers.Length];
        List<FoldOutcome> outcomes = [];
        for (int h = 0; h < answers.Length; h++)
        {
            string where = string.Create(CultureInfo.InvariantCulture, $"fold {fold}, horizon {spec.Horizons[h]}");
            if (answers[h] is not { } answer) return Failed(trial, $"{where}: it was not trained");
            if (answer.Failure is not null) return Failed(trial, $"{where}: {answer.Failure}");
            if (await tasks.FindOutcomeAsync(answer.Key, cancellationToken) is not { } json) return Failed(trial, $"{where}: its result is gone");
            FoldOutcome outcome = JsonSerializer.Deserialize<FoldOutcome>(json, ApiJson.Options)!;
            if (outcome.Metrics.GetValueOrDefault(spec.Objective) is not { } value)
            {
                return Failed(trial, $"{where}: there is no {spec.Objective}: {outcome.Reasons.GetValueOrDefault(spec.Objective) ?? "the fold did not report it"}");
            }

            values[h] = value;
            outcomes.Add(outcome);
        }

        double loss = trial.Steps.SelectMany(step => step.Values).Concat(values).Average(value => StudyObjectives.LossOf(spec.Objective, value));
        TrainingUse use = TrainingUses.Of(outcomes);
        StoredTrialStep step = new(fold, values, loss, use.CpuSeconds + use.GpuSeconds) { GpuSeconds = use.GpuSeconds, StorageTransactions = use.StorageTransactions };
        return trial with { Steps = [.. trial.Steps, step] };
    }

    private static StoredTrial Failed(StoredTrial trial, string reason) => trial with { State = StoredTrialState.Failed, Reason = reason };
}
