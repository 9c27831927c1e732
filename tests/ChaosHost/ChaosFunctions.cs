using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.ChaosHost;

/// <summary>A run of many folds, on the product's own fold sets.</summary>
public sealed class ChaosFunctions(FoldTaskStore tasks)
{
    private const string PlanName = "ChaosPlan";
    private const string SetName = "ChaosSet";
    private const string RunName = "ChaosRun";
    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(1)));

    [Function("StartChaos")]
    public static async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "chaos/{id}/{sets:int}/{folds:int}")] HttpRequest request, string id, int sets, int folds,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        await client.ScheduleNewOrchestrationInstanceAsync(RunName, new ChaosRun(sets, folds), new StartOrchestrationOptions(id), cancellationToken);
        return Results.Accepted(value: new { id });
    }

    /// <summary>Reads a body as the product does.</summary>
    [Function("ReadChaos")]
    public static async Task<IResult> ReadAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "chaos/read")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Ok(await JsonBody.ReadAsync<ChaosRun>(request, cancellationToken));

    /// <returns>How many folds were trained.</returns>
    [Function(RunName)]
    public static async Task<int> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ChaosRun run) =>
        (await Task.WhenAll(run.SetsOf(context.InstanceId).Select(set =>
            context.CallSubOrchestratorAsync<int>(SetName, set, new TaskOptions().WithInstanceId(set.InstanceId))))).Sum();

    [Function(SetName)]
    public static async Task<int> RunSetAsync([OrchestrationTrigger] TaskOrchestrationContext context, ChaosSet set)
    {
        FoldRef[] folds = await context.CallActivityAsync<FoldRef[]>(PlanName, set, Retry);
        IReadOnlyList<FoldAnswer> answers = await FoldSetOrchestrator.RunAsync(
            context, new FoldSet(folds, set.Device, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)));
        return answers.Count(answer => answer.Failure is null);
    }

    [Function(PlanName)]
    public Task<FoldRef[]> PlanAsync([ActivityTrigger] ChaosSet set, CancellationToken cancellationToken) => set.PlanAsync(tasks, cancellationToken);
}
