using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Presets.Freshness;

namespace ServerlessTraining.Functions.Durable;

/// <summary>The triggers of measuring presets and of comparing two.</summary>
public sealed class PresetUpkeepFunctions(PresetPerformanceActivities performance, PresetComparisonActivities comparisons, PresetReoptimizer reoptimizer)
{
    [Function(PresetPerformanceOrchestrator.Name)]
    public static Task<PerformanceRun> MeasureAsync([OrchestrationTrigger] TaskOrchestrationContext context, PerformanceRun run) =>
        PresetPerformanceOrchestrator.RunAsync(context, run);

    [Function(PresetComparisonOrchestrator.Name)]
    public static Task<ComparisonEnd> CompareAsync([OrchestrationTrigger] TaskOrchestrationContext context, PresetComparisonRun run) =>
        PresetComparisonOrchestrator.RunAsync(context, run);

    [Function(PresetUpkeepSteps.ListPerformance)]
    public Task<PerformancePage> ListAsync([ActivityTrigger] PerformanceRun run, CancellationToken cancellationToken) => performance.ListAsync(run, cancellationToken);

    [Function(PresetUpkeepSteps.PlanPerformance)]
    public Task<PerformancePlan> PlanAsync([ActivityTrigger] PerformanceStep step, CancellationToken cancellationToken) => performance.PlanAsync(step, cancellationToken);

    [Function(PresetUpkeepSteps.JudgePerformance)]
    public Task<PerformanceVerdict> JudgeAsync([ActivityTrigger] PerformanceJudgement judgement, CancellationToken cancellationToken) =>
        performance.JudgeAsync(judgement, cancellationToken);

    [Function(PresetUpkeepSteps.Reoptimize)]
    public Task<ReoptimizeAnswer> ReoptimizeAsync([ActivityTrigger] string instance, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        reoptimizer.RunAfterMeasuringAsync(client, cancellationToken);

    [Function(PresetUpkeepSteps.PlanComparison)]
    public Task<ComparisonPlan> PlanComparisonAsync([ActivityTrigger] ComparisonStep step, CancellationToken cancellationToken) =>
        comparisons.PlanAsync(step, cancellationToken);

    [Function(PresetUpkeepSteps.JudgeComparison)]
    public Task<ComparisonJudged> JudgeComparisonAsync([ActivityTrigger] ComparisonJudgement judgement, CancellationToken cancellationToken) =>
        comparisons.JudgeAsync(judgement, cancellationToken);

    [Function(PresetUpkeepSteps.EndComparison)]
    public Task EndComparisonAsync([ActivityTrigger] ComparisonEnd end, CancellationToken cancellationToken) => comparisons.EndAsync(end, cancellationToken);
}
