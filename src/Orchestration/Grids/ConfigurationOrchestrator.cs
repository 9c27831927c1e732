using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Has the folds of one configuration trained, with those of the shorter horizons that it uses, and scored.</summary>
public static class ConfigurationOrchestrator
{
    public const string Name = "Configuration";

    /// <summary>Files can be swept away between the training of a fold and its scoring, when another queue shares it and has no use for it; then they are trained again. So are those that an earlier version of the program had
    /// planned, when an upgrade took their trainers away.</summary>
    private const int Rounds = 3;

    public static async Task<ConfigurationEnd> RunAsync(TaskOrchestrationContext context, GridPlace place)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(place);
        for (int round = 1; round <= Rounds; round++)
        {
            ConfigurationPlan plan = await context.CallActivityAsync<ConfigurationPlan>(GridSteps.Plan, place, GridSteps.Retry);
            if (plan.End is { } end) return end;
            await Task.WhenAll([.. plan.Sets.Select(set => context.CallSubOrchestratorAsync<IReadOnlyList<FoldAnswer>>(FoldSetOrchestrator.Name, set))]);
            ConfigurationScored scored = await context.CallActivityAsync<ConfigurationScored>(GridSteps.Score, plan.RunId, GridSteps.Retry);
            if (scored.End is { } result) return result;
        }

        return new ConfigurationEnd(Failure: $"the files of its folds were gone {Rounds} times when it was to be scored; somebody deletes them while the queue runs");
    }
}
