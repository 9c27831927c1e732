using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Measures every published preset on the bars since it was published, one after the other, and then, where that is wanted, has the stale ones searched again. A preset
/// that cannot be measured stops no other. Goes on anew after each page of presets, so that its history stays short.</summary>
public static class PresetPerformanceOrchestrator
{
    public const string Name = "PresetPerformance";

    /// <summary>Files can be swept away between the training of a fold and its use; then they are trained again.</summary>
    private const int Rounds = 3;

    public static async Task<PerformanceRun> RunAsync(TaskOrchestrationContext context, PerformanceRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(run);
        PerformancePage page = await context.CallActivityAsync<PerformancePage>(PresetUpkeepSteps.ListPerformance, run, PresetUpkeepSteps.Retry);
        foreach (string name in page.Names)
        {
            context.SetCustomStatus($"measures {name}");
            await MeasureAsync(context, name);
        }

        if (page.Continuation is { } next)
        {
            context.ContinueAsNew(run with { Continuation = next });
            return run;
        }

        if (run.ThenReoptimize) await context.CallActivityAsync(PresetUpkeepSteps.Reoptimize, context.InstanceId, PresetUpkeepSteps.Retry);
        context.SetCustomStatus("ended");
        return run;
    }

    private static async Task MeasureAsync(TaskOrchestrationContext context, string name)
    {
        try
        {
            for (int round = 1; round <= Rounds; round++)
            {
                PerformanceStep step = new(name, round);
                PerformancePlan plan = await context.CallActivityAsync<PerformancePlan>(PresetUpkeepSteps.PlanPerformance, step, PresetUpkeepSteps.Retry);
                if (plan.Set is null) return;
                IReadOnlyList<FoldAnswer> answers = await context.CallSubOrchestratorAsync<IReadOnlyList<FoldAnswer>>(FoldSetOrchestrator.Name, plan.Set);
                PerformanceVerdict verdict = await context.CallActivityAsync<PerformanceVerdict>(
                    PresetUpkeepSteps.JudgePerformance, new PerformanceJudgement(name, plan, answers), PresetUpkeepSteps.Retry);
                if (!verdict.Again) return;
            }
        }
        catch (TaskFailedException)
        {
            // The step has told the log why; the others are measured all the same.
        }
    }
}
