using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Candles;

namespace ServerlessTraining.Functions.Durable;

/// <summary>The triggers of trainings from candles.</summary>
public sealed class CandleFunctions(CandleActivities activities)
{
    [Function(CandleRunOrchestrator.Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, string runId) => CandleRunOrchestrator.RunAsync(context, runId);

    [Function(CandleBatchOrchestrator.Name)]
    public static Task RunBatchAsync([OrchestrationTrigger] TaskOrchestrationContext context, CandleBatch batch) => CandleBatchOrchestrator.RunAsync(context, batch);

    [Function(CandleSteps.Plan)]
    public Task<CandlePlan> PlanAsync([ActivityTrigger] string runId, CancellationToken cancellationToken) => activities.PlanAsync(runId, cancellationToken);

    [Function(CandleSteps.Finish)]
    public Task FinishAsync([ActivityTrigger] CandleEnd end, CancellationToken cancellationToken) => activities.FinishAsync(end, cancellationToken);
}
