using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Functions.Http;

/// <summary>What is stored, and what of it may go.</summary>
public sealed class StorageFunctions(StorageStatistics statistics, StorageCleaner cleaner, StorageExporter exporter)
{
    [Function("StorageStats")]
    public async Task<IResult> GetStats(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "storage/stats")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await statistics.GatherAsync(cancellationToken), ApiJson.Options);

    [Function("StorageCleanup")]
    public async Task<IResult> Clean(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "storage/cleanup")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await cleaner.CleanAsync(await JsonBody.ReadAsync<StorageCleanupRequest>(request, cancellationToken), cancellationToken), ApiJson.Options);

    [Function("StorageExport")]
    public async Task<IResult> Export(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "storage/export")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await exporter.ExportAsync(cancellationToken), ApiJson.Options);
}
