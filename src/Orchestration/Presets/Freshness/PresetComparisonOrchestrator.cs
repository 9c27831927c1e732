using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Trains two presets on the same data, side by side, and judges them on the same later bars. The last step of every path writes how it ended.</summary>
public static class PresetComparisonOrchestrator
{
    public const string Name = "PresetComparison";

    /// <summary>Files can be swept away between the training of a fold and its use; then they are trained again.</summary>
    private const int Rounds = 3;

    public static async Task<ComparisonEnd> RunAsync(TaskOrchestrationContext context, PresetComparisonRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(run);
        ComparisonEnd end = new(run.Id, await FailureAsync(context, run.Id));
        await context.CallActivityAsync(PresetUpkeepSteps.EndComparison, end, PresetUpkeepSteps.Retry);
        return end;
    }

    private static async Task<string?> FailureAsync(TaskOrchestrationContext context, string id)
    {
        try
        {
            for (int round = 1; round <= Rounds; round++)
            {
                ComparisonPlan plan = await context.CallActivityAsync<ComparisonPlan>(PresetUpkeepSteps.PlanComparison, new ComparisonStep(id, round), PresetUpkeepSteps.Retry);
                if (plan.Failure is not null) return plan.Failure;
                Task<IReadOnlyList<FoldAnswer>> a = context.CallSubOrchestratorAsync<IReadOnlyList<FoldAnswer>>(FoldSetOrchestrator.Name, plan.SetA!);
                Task<IReadOnlyList<FoldAnswer>> b = context.CallSubOrchestratorAsync<IReadOnlyList<FoldAnswer>>(FoldSetOrchestrator.Name, plan.SetB!);
                await Task.WhenAll(a, b);
                ComparisonJudgement judgement = new(id, plan, await a, await b);
                ComparisonJudged judged = await context.CallActivityAsync<ComparisonJudged>(PresetUpkeepSteps.JudgeComparison, judgement, PresetUpkeepSteps.Retry);
                if (!judged.Again) return judged.Failure;
            }

            return $"results of its folds, or their files, were gone {Rounds} times when they were needed";
        }
        catch (TaskFailedException error)
        {
            return error.FailureDetails.ErrorMessage;
        }
    }
}
