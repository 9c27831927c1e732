using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>How a search got better.</summary>
internal static class StudyProgress
{
    /// <summary>Each trial that was better than all before it. Those of the last phase do not count: with many seeds the luckiest is no find.</summary>
    public static IReadOnlyList<StudyBest> History(string objective, IReadOnlyList<StoredTrial> trials)
    {
        List<StudyBest> bests = [];
        double least = double.PositiveInfinity;
        foreach (StoredTrial trial in trials.Where(trial => trial.State == StoredTrialState.Complete && trial.Phase != (int)StudyPhase.Stability).OrderBy(trial => trial.Number))
        {
            double loss = trial.Steps[^1].Loss;
            if (loss >= least) continue;
            least = loss;
            bests.Add(new StudyBest(trial.Number, trial.Phase, StudyObjectives.ValueOf(objective, loss), trial.HyperParameters));
        }

        return bests;
    }
}
