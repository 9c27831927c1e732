using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Instances;

/// <summary>Durable instances as the API shows them, on any engine. It changes nothing.</summary>
public static class InstanceViews
{
    /// <summary>`GET /api/instances`, in the order of the engine: both go by id.</summary>
    /// <exception cref="RequestException">The continuation is of another list, or of none.</exception>
    public static Task<StoredPage<InstanceView>> PageAsync(DurableTaskClient client, InstanceQuery asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return Paging.ReadAsync(asked.Continuation, async continuation =>
        {
            string? token = continuation is null ? null : ContinuationToken.Read(asked.ListName, continuation);
            Page<OrchestrationMetadata> page = await InstancePages.ReadAsync(client, asked.ToEngine() with { ContinuationToken = token }, cancellationToken);
            string? next = page.ContinuationToken is { Length: > 0 } more ? ContinuationToken.Write(asked.ListName, more) : null;
            return new StoredPage<InstanceView>([.. page.Values.Select(View)], next);
        });
    }

    /// <summary>`GET /api/instances/{id}`.</summary>
    /// <exception cref="RequestException">There is none.</exception>
    public static async Task<InstanceDetail> FindAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        OrchestrationMetadata instance = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken)
            ?? throw new RequestException(
                StatusCodes.Status404NotFound,
                $"There is no instance '{FieldFault.Show(id)}'; GET /api/instances lists those that exist. One that ended long ago may have been purged.");
        InstanceView view = View(instance);
        bool failed = instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed;
        return new InstanceDetail(
            view.InstanceId, view.Name, view.State, view.Created, view.Updated, view.CustomStatus, InstancePayload.Shown(instance.SerializedInput),
            failed ? null : InstancePayload.Shown(instance.SerializedOutput), failed ? Failure(instance) : null);
    }

    private static InstanceView View(OrchestrationMetadata instance) => new(
        instance.InstanceId, instance.Name, InstanceStates.WordFor(instance.RuntimeStatus), instance.CreatedAt, instance.LastUpdatedAt,
        InstancePayload.Shown(instance.SerializedCustomStatus));

    // Some engines give details, some only a text in place of the output.
    private static string Failure(OrchestrationMetadata instance)
    {
        List<string> causes = [];
        for (TaskFailureDetails? cause = instance.FailureDetails; cause is not null; cause = cause.InnerFailure) causes.Add(cause.ToString());
        if (causes.Count > 0) return InstancePayload.Words(string.Join(" Because of ", causes));
        return InstancePayload.Whole(instance.SerializedOutput) is { } output ? InstancePayload.Words(output.ToString()) : "The engine gives no reason.";
    }
}
