using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>Plans that generate presets.</summary>
public sealed class PresetPlanFunctions(PresetGenerator generator, PlanViews views)
{
    [Function("PresetsGenerate")]
    [Body(typeof(GenerateRequest)), Answer(typeof(GenerateStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> GenerateAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "presets/generate")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await generator.StartAsync(client, await GenerateBody.ReadAsync(request, cancellationToken), cancellationToken));

    [Function("PresetFromStudy")]
    [Body(typeof(FromStudyRequest)), Answer(typeof(GenerateStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> FromStudyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "presets/from-study")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await generator.StartAsync(client, await GenerateBody.ReadFromStudyAsync(request, cancellationToken), cancellationToken));

    [Function("PresetPlans")]
    [Query(typeof(PlanQuery)), Answer(typeof(StoredPage<PlanListItem>))]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "presets/plans")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await views.PageAsync(PlanQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("PresetPlanShow")]
    [Answer(typeof(PlanView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "presets/plans/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Results.Json(await views.ReadAsync(id, cancellationToken), ApiJson.Options);

    [Function("PresetPlanCancel")]
    [Answer(typeof(PlanAnswer), StatusCodes.Status202Accepted)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "presets/plans/{id}/cancel")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await generator.CancelAsync(client, id, cancellationToken));

    private static IResult Accepted<T>(T answer) => Results.Json(answer, ApiJson.Options, statusCode: StatusCodes.Status202Accepted);
}
