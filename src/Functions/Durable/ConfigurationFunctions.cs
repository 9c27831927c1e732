using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Grids;

namespace ServerlessTraining.Functions.Durable;

/// <summary>The triggers of one configuration of a queue.</summary>
public sealed class ConfigurationFunctions(ConfigurationActivities activities)
{
    [Function(ConfigurationOrchestrator.Name)]
    public static Task<ConfigurationEnd> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, GridPlace place) => ConfigurationOrchestrator.RunAsync(context, place);

    [Function(GridSteps.Plan)]
    public Task<ConfigurationPlan> PlanAsync([ActivityTrigger] GridPlace place, CancellationToken cancellationToken) => activities.PlanAsync(place, cancellationToken);

    [Function(GridSteps.Score)]
    public Task<ConfigurationScored> ScoreAsync([ActivityTrigger] string runId, CancellationToken cancellationToken) => activities.ScoreAsync(runId, cancellationToken);

    [Function(GridSteps.Decide)]
    public Task<GridDecided> DecideAsync([ActivityTrigger] GridDecision decision, CancellationToken cancellationToken) => activities.DecideAsync(decision, cancellationToken);

    [Function(GridSteps.Sweep)]
    public Task SweepAsync([ActivityTrigger] IReadOnlyList<string> runIds, CancellationToken cancellationToken) => activities.SweepAsync(runIds, cancellationToken);
}
