using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Decisions.Recovery;

/// <summary>Starts recoveries and tells where they stand. The instance of each is named by its run, so that there is one of a kind at a time.</summary>
public sealed class RunRecovery
{
    private readonly RecoveryFolds folds;

    internal RunRecovery(RecoveryFolds folds) => this.folds = folds;

    /// <param name="statusUrl">Where <see cref="RestoreStatusAsync"/> is asked.</param>
    /// <exception cref="RequestException">There is no such run (404); it cannot be restored, or is being (409).</exception>
    public async Task<RecoveryStarted> StartRestoreAsync(string runId, string statusUrl, DurableTaskClient client, CancellationToken cancellation)
    {
        await folds.ToRestoreAsync(runId, cancellation);
        await StartAsync(client, RestoreOrchestrator.Name, RestoreId(runId), runId, $"Run {runId} is being restored already.", cancellation);
        return new RecoveryStarted(runId, statusUrl);
    }

    /// <param name="statusUrl">Where <see cref="ReproductionStatusAsync"/> is asked.</param>
    /// <exception cref="RequestException">There is no such run (404); it cannot be trained again, or is being (409).</exception>
    public async Task<RecoveryStarted> StartReproductionAsync(string runId, string statusUrl, DurableTaskClient client, CancellationToken cancellation)
    {
        await folds.ToReproduceAsync(runId, string.Empty, cancellation);
        await StartAsync(client, ReproduceOrchestrator.Name, ReproductionId(runId), runId, $"Run {runId} is being reproduced already.", cancellation);
        return new RecoveryStarted(runId, statusUrl);
    }

    public static Task<RecoveryStatus> RestoreStatusAsync(string runId, DurableTaskClient client, CancellationToken cancellation) =>
        StatusAsync(client, RestoreId(runId), runId, $"Run {runId} was never restored. Start it with a POST to the same address.", cancellation);

    public static Task<RecoveryStatus> ReproductionStatusAsync(string runId, DurableTaskClient client, CancellationToken cancellation) =>
        StatusAsync(client, ReproductionId(runId), runId, $"Run {runId} was never reproduced. Start it with a POST to the same address.", cancellation);

    private static string RestoreId(string runId) => $"restore-{runId}";

    private static string ReproductionId(string runId) => $"reproduce-{runId}";

    private static async Task StartAsync(DurableTaskClient client, TaskName orchestrator, string id, string runId, string going, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (await IsGoingAsync(client, id, cancellation)) throw new RequestException(StatusCodes.Status409Conflict, going);
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, runId, new StartOrchestrationOptions(id), cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Two starts at once: the framework takes one of them and refuses the other, in words of its own.
            if (await IsGoingAsync(client, id, cancellation)) throw new RequestException(StatusCodes.Status409Conflict, going, error);
            throw;
        }
    }

    private static async Task<bool> IsGoingAsync(DurableTaskClient client, string id, CancellationToken cancellation) =>
        await client.GetInstanceAsync(id, cancellation) is { IsCompleted: false };

    private static async Task<RecoveryStatus> StatusAsync(DurableTaskClient client, string id, string runId, string never, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        OrchestrationMetadata found = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellation)
            ?? throw new RequestException(StatusCodes.Status404NotFound, never);
        RecoveryProgress progress = found.ReadCustomStatusAs<RecoveryProgress>() ?? new RecoveryProgress(0, 0);
        bool completed = found.RuntimeStatus == OrchestrationRuntimeStatus.Completed;
        string state = completed ? RecoveryStatus.Completed : found.IsCompleted ? RecoveryStatus.Failed : RecoveryStatus.Running;
        RecoveryReport? report = completed ? found.ReadOutputAs<RecoveryReport>() : null;
        return new RecoveryStatus(runId, state, found.CreatedAt, progress.Folds, progress.Done, report, state == RecoveryStatus.Failed ? Failure(found) : null);
    }

    // The activity's own words where the framework hands them over; where it does not, the output of a failed instance is a text that ends with them.
    private static string Failure(OrchestrationMetadata found) =>
        found.FailureDetails?.InnerFailure?.ErrorMessage ?? found.FailureDetails?.ErrorMessage ?? found.SerializedOutput ?? $"the orchestration is {found.RuntimeStatus}";
}
