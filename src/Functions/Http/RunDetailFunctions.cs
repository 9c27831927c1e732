using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.History.Detail;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.Http;

/// <summary>One run closely. docs/guides/history.md.</summary>
public sealed class RunDetailFunctions(RunEquity equity, RunLearning learning, RunArtifacts artifacts)
{
    [Function("RunsEquity")]
    [Query(typeof(EquityQuery)), Answer(typeof(EquityView))]
    public async Task<IResult> Equity(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/equity")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Results.Json(await equity.ReadAsync(id, EquityQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("RunsLearning")]
    [Query(typeof(LearningQuery)), Answer(typeof(LearningView))]
    public async Task<IResult> Learning(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/learning")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Results.Json(await learning.ReadAsync(id, LearningQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("RunsArtifacts")]
    [Answer(typeof(RunArtifactsView))]
    public async Task<IResult> Artifacts(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/artifacts")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Results.Json(await artifacts.ReadAsync(id, cancellationToken), ApiJson.Options);
}
