using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Decisions.Recovery;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.Http;

/// <summary>Trains a run again: to have a deleted model back, or to see whether the same comes out. A start answers 202 with the address of its status.</summary>
public sealed class RunRecoveryFunctions(RunRecovery recovery)
{
    [Function("RestoreRunStart")]
    [Answer(typeof(RecoveryStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> StartRestore(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{id}/restore")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await recovery.StartRestoreAsync(id, AddressOf(request), client, cancellationToken));

    [Function("RestoreRunStatus")]
    [Answer(typeof(RecoveryStatus))]
    public static async Task<IResult> GetRestore(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/restore")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Ok(await RunRecovery.RestoreStatusAsync(id, client, cancellationToken));

    [Function("ReproduceRunStart")]
    [Answer(typeof(RecoveryStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> StartReproduction(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/{id}/reproduce")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await recovery.StartReproductionAsync(id, AddressOf(request), client, cancellationToken));

    [Function("ReproduceRunStatus")]
    [Answer(typeof(RecoveryStatus))]
    public static async Task<IResult> GetReproduction(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/reproduce")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Ok(await RunRecovery.ReproductionStatusAsync(id, client, cancellationToken));

    // The status is read where the start was posted.
    private static string AddressOf(HttpRequest request) => $"{request.PathBase}{request.Path}";

    private static IResult Accepted(RecoveryStarted started) => Results.Json(started, ApiJson.Options, statusCode: StatusCodes.Status202Accepted);

    private static IResult Ok(RecoveryStatus status) => Results.Json(status, ApiJson.Options);
}
