using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Functions.Http;

/// <summary>Training queues: what a grid comes to, queues and their life, what they say.</summary>
public sealed class QueueFunctions(QueueService queues, QueueViews views)
{
    [Function("QueuePreview")]
    public async Task<IResult> PreviewAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/preview")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await queues.PreviewAsync(await GridBody.ReadAsync(request, cancellationToken), cancellationToken), ApiJson.Options);

    [Function("QueueCreate")]
    public async Task<IResult> CreateAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues")] HttpRequest request, CancellationToken cancellationToken)
    {
        QueueRecord queue = await queues.CreateAsync(await GridBody.ReadAsync(request, cancellationToken), cancellationToken);
        return Results.Json(await views.OfAsync(queue, cancellationToken), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    [Function("QueueList")]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await views.PageAsync(QueueQuery.Of(request.Query, hasState: true), cancellationToken), ApiJson.Options);

    [Function("QueueGet")]
    public async Task<IResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Results.Json(await views.OfAsync(await queues.FindAsync(id, cancellationToken), cancellationToken), ApiJson.Options);

    [Function("QueueItems")]
    public async Task<IResult> ItemsAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues/{id}/items")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        QueueQuery query = QueueQuery.Of(request.Query, hasState: false);
        QueueRecord queue = await queues.FindAsync(id, cancellationToken);
        return Results.Json(await views.ItemsAsync(queue.Id, query, cancellationToken), ApiJson.Options);
    }

    [Function("QueueLog")]
    public async Task<IResult> LogAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues/{id}/log")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        RequestQuery query = new(request.Query);
        int limit = query.Limit(1, 1000, 200);
        string? after = query.Name("after");
        query.ThrowIfFaulty();
        QueueRecord queue = await queues.FindAsync(id, cancellationToken);
        return Results.Json(await views.LogAsync(queue.Id, after, limit, cancellationToken), ApiJson.Options);
    }

    [Function("QueueCheckpoints")]
    public async Task<IResult> CheckpointsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "queues/{id}/checkpoints")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        await queues.FindAsync(id, cancellationToken);
        return Results.Json((await views.CheckpointsAsync(id, cancellationToken)).Select(name => new { name = name.ToString(), at = name.At }), ApiJson.Options);
    }

    [Function("QueueStart")]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/{id}/start")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Accepted(await queues.StartAsync(client, id, cancellationToken));

    [Function("QueuePause")]
    public async Task<IResult> PauseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/{id}/pause")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Accepted(await queues.PauseAsync(client, id, cancellationToken));

    [Function("QueueResume")]
    public async Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/{id}/resume")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Accepted(await queues.ResumeAsync(client, id, QueueQuery.CheckpointOf(request.Query), cancellationToken));

    [Function("QueueCancel")]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "queues/{id}/cancel")] HttpRequest request, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Accepted(await queues.CancelAsync(client, id, cancellationToken));

    private static IResult Accepted(QueueStarted started) => Results.Json(started, ApiJson.Options, statusCode: StatusCodes.Status202Accepted);
}
