using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Functions.Http;

/// <summary>Training queues: what a grid comes to, queues and their life, what they say.</summary>
public sealed class QueueFunctions(QueueService queues, QueueViews views)
{
    [Function("QueuePreview")]
    [Body("application/json", "a grid: docs/guides/grids.md")]
    [Body("application/yaml", "a grid: docs/guides/grids.md")]
    [Answer(typeof(QueuePreview))]
    public async Task<IResult> PreviewAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/preview")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await queues.PreviewAsync(await GridBody.ReadAsync(request, cancellationToken), cancellationToken), ApiJson.Options);

    [Function("QueueCreate")]
    [Body("application/json", "a grid: docs/guides/grids.md")]
    [Body("application/yaml", "a grid: docs/guides/grids.md")]
    [Answer(typeof(QueueView), StatusCodes.Status201Created)]
    public async Task<IResult> CreateAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues")] HttpRequest request, CancellationToken cancellationToken)
    {
        QueueRecord queue = await queues.CreateAsync(await GridBody.ReadAsync(request, cancellationToken), cancellationToken);
        return Results.Json(await views.OfAsync(queue, cancellationToken), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    [Function("QueueList")]
    [Query(typeof(QueueQuery)), Answer(typeof(StoredPage<QueueListItem>))]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await views.PageAsync(QueueQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("QueueGet")]
    [Answer(typeof(QueueView))]
    public async Task<IResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Results.Json(await views.OfAsync(await queues.FindAsync(id, cancellationToken), cancellationToken), ApiJson.Options);

    [Function("QueueItems")]
    [Query(typeof(QueueQuery), nameof(QueueQuery.OfItems)), Answer(typeof(StoredPage<QueueItem>))]
    public async Task<IResult> ItemsAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues/{id}/items")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        QueueQuery query = QueueQuery.OfItems(request.Query);
        QueueRecord queue = await queues.FindAsync(id, cancellationToken);
        return Results.Json(await views.ItemsAsync(queue.Id, query, cancellationToken), ApiJson.Options);
    }

    [Function("QueueLog")]
    [Query(typeof(QueueLogQuery)), Answer(typeof(IReadOnlyList<QueueLogLine>))]
    public async Task<IResult> LogAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues/{id}/log")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        QueueLogQuery query = QueueLogQuery.Of(request.Query);
        QueueRecord queue = await queues.FindAsync(id, cancellationToken);
        return Results.Json(await views.LogAsync(queue.Id, query.After, query.Limit, cancellationToken), ApiJson.Options);
    }

    [Function("QueueCheckpoints")]
    [Answer(typeof(IReadOnlyList<CheckpointView>))]
    public async Task<IResult> CheckpointsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues/{id}/checkpoints")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        await queues.FindAsync(id, cancellationToken);
        return Results.Json(await views.CheckpointsAsync(id, cancellationToken), ApiJson.Options);
    }

    [Function("QueueStart")]
    [Answer(typeof(QueueStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/{id}/start")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Accepted(await queues.StartAsync(client, id, cancellationToken));

    [Function("QueuePause")]
    [Answer(typeof(QueueStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> PauseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/{id}/pause")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Accepted(await queues.PauseAsync(client, id, cancellationToken));

    [Function("QueueResume")]
    [Query(typeof(QueueQuery), nameof(QueueQuery.CheckpointOf)), Answer(typeof(QueueStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/{id}/resume")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Accepted(await queues.ResumeAsync(client, id, QueueQuery.CheckpointOf(request.Query), cancellationToken));

    [Function("QueueCancel")]
    [Answer(typeof(QueueStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/{id}/cancel")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Accepted(await queues.CancelAsync(client, id, cancellationToken));

    private static IResult Accepted(QueueStarted started) => Results.Json(started, ApiJson.Options, statusCode: StatusCodes.Status202Accepted);
}
