using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>What a run's page shows of its score.</summary>
internal static class RunFigures
{
    /// <summary>All but the seconds of scoring; the transactions are those of the trainings.</summary>
    public static RunScore Of(RunResults results, FoundFolds found)
    {
        RunModel own = found.Models[^1];
        FoldOutcome[] trainings = [.. found.Models.SelectMany(model => model.Folds).Select(fold => fold.Outcome!)];
        return new RunScore(results.Basis, HorizonForecasts.IdOf(own.Folds.Select(fold => fold.Outcome!.Hashes[FoldFiles.Model])), results.Best)
        {
            Metrics = Means(own.Folds.Where(fold => fold.IsAverage)),
            StalenessMetrics = Means(own.Folds.Where(fold => !fold.IsAverage)),
            Baselines = results.Baselines,
            RegimeBars = results.RegimeBars,
            Looks = results.Looks,
            ModelBytes = own.Folds.Sum(fold => found.Found[fold.Key].ModelBytes),
            TrainingSeconds = trainings.Sum(outcome => outcome.Seconds),
            StorageTransactions = trainings.Sum(outcome => outcome.StorageTransactions ?? 0),
            Notes = results.Notes,
        };
    }

    /// <summary>By the rule for folds: the mean of those that have the figure.</summary>
    private static Dictionary<string, double?> Means(IEnumerable<RunFold> folds)
    {
        FoldOutcome[] outcomes = [.. folds.Select(fold => fold.Outcome!)];
        if (outcomes.Length == 0) return [];
        FoldMeans<FoldOutcome> means = new(outcomes);
        return outcomes.SelectMany(outcome => outcome.Metrics.Keys).Distinct().ToDictionary(name => name, name => means.Of(name, outcome => Figure(outcome, name)).Value);
    }

    private static MetricValue Figure(FoldOutcome outcome, string name) =>
        outcome.Metrics.GetValueOrDefault(name) is { } value ? MetricValue.Of(value) : MetricValue.Undefined("the fold has none");
}
