using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Grids;

namespace ServerlessTraining.Functions.Durable;

/// <summary>The triggers of a queue.</summary>
public sealed class GridFunctions(GridActivities activities)
{
    [Function(GridOrchestrator.Name)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, GridRun run) => GridOrchestrator.RunAsync(context, run);

    [Function(GridSteps.TakeTurn)]
    public Task<GridTurn> TakeTurnAsync([ActivityTrigger] string queueId, CancellationToken cancellationToken) => activities.TakeTurnAsync(queueId, cancellationToken);

    [Function(GridSteps.OpenPage)]
    public Task<GridPage> OpenAsync([ActivityTrigger] GridPlace from, CancellationToken cancellationToken) => activities.OpenAsync(from, cancellationToken);

    [Function(GridSteps.Checkpoint)]
    public Task CheckpointAsync([ActivityTrigger] GridNote note, CancellationToken cancellationToken) => activities.CheckpointAsync(note, cancellationToken);

    [Function(GridSteps.Pause)]
    public Task PauseAsync([ActivityTrigger] GridNote note, CancellationToken cancellationToken) => activities.PauseAsync(note, cancellationToken);

    [Function(GridSteps.Complete)]
    public Task CompleteAsync([ActivityTrigger] GridNote note, CancellationToken cancellationToken) => activities.CompleteAsync(note, cancellationToken);

    [Function(GridSteps.Cancel)]
    public Task CancelAsync([ActivityTrigger] GridPlace place, CancellationToken cancellationToken) => activities.CancelAsync(place, cancellationToken);
}
