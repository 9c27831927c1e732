using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Instances;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>Durable instances with their state, as the portal shows them.</summary>
public static class InstanceFunctions
{
    [Function("InstancesList")]
    [Query(typeof(InstanceQuery)), Answer(typeof(StoredPage<InstanceView>))]
    public static async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "instances")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Results.Json(await InstanceViews.PageAsync(client, InstanceQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("InstancesGet")]
    [Answer(typeof(InstanceDetail))]
    public static async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "instances/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Results.Json(await InstanceViews.FindAsync(client, id, cancellationToken), ApiJson.Options);
}
