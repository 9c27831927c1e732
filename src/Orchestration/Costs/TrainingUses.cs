using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>Adds up what trainings used.</summary>
internal static class TrainingUses
{
    public static TrainingUse Of(IEnumerable<FoldOutcome> outcomes)
    {
        double cpu = 0;
        double gpu = 0;
        long calls = 0;
        foreach (FoldOutcome outcome in outcomes)
        {
            if (PastFolds.DeviceOf(outcome) == FoldDevice.Gpu) gpu += outcome.Seconds;
            else cpu += outcome.Seconds;
            calls += outcome.StorageTransactions ?? 0;
        }

        return new TrainingUse(cpu, gpu, calls);
    }

    /// <summary>Of all trainings that the run uses, whoever paid for them, as its score counts them; null until it is scored.</summary>
    public static TrainingUse? Of(RunDetails details)
    {
        if (details.Score is not { } score) return null;
        IEnumerable<FoldOutcome> outcomes = details.Models.SelectMany(model => model.Folds).Select(fold => fold.Outcome).OfType<FoldOutcome>();
        return Of(outcomes) with { StorageTransactions = score.StorageTransactions };
    }
}
