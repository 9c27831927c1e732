using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.Http;

/// <summary>What is stored, and what of it may go.</summary>
public sealed class StorageFunctions(StorageStatistics statistics, StorageVerifier verifier, StorageCleanup cleanup, StorageExporter exporter)
{
    [Function("StorageStats")]
    [Answer(typeof(StorageStats))]
    public async Task<IResult> GetStats(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "storage/stats")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await statistics.GatherAsync(cancellationToken), ApiJson.Options);

    [Function("StorageVerify")]
    [Query(typeof(StorageVerifyQuery)), Answer(typeof(StorageVerifyReport))]
    public async Task<IResult> Verify(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "storage/verify")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await verifier.VerifyAsync(StorageVerifyQuery.Of(request.Query).Continuation, cancellationToken), ApiJson.Options);

    [Function("StorageCleanup")]
    [Body(typeof(StorageCleanupRequest)), Answer(typeof(StorageCleanupReport))]
    public async Task<IResult> Clean(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "storage/cleanup")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        Results.Json(await cleanup.CleanAsync(client, await JsonBody.ReadAsync<StorageCleanupRequest>(request, cancellationToken), cancellationToken), ApiJson.Options);

    [Function("StorageExport")]
    [Answer(typeof(StorageExportReport))]
    public async Task<IResult> Export(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "storage/export")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await exporter.ExportAsync(cancellationToken), ApiJson.Options);
}
