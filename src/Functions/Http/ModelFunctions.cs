using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>The models that markets are forecast by, what they say, and the way back to an older one.</summary>
public sealed class ModelFunctions(LiveModels models, LiveForecasts forecasts)
{
    [Function("ModelsList")]
    [Query(typeof(LiveModelQuery)), Answer(typeof(StoredPage<LiveModel>))]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Function, "get", Route = "models")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await models.PageAsync(LiveModelQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("ModelsGet")]
    [Query(typeof(LiveModelQuery)), Answer(typeof(StoredPage<LiveModel>))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "models/{market}")] HttpRequest request, string market, CancellationToken cancellationToken) =>
        Results.Json(await models.VersionsAsync(market, LiveModelQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("ModelsRollback")]
    [Query(typeof(LiveModelQuery), nameof(LiveModelQuery.VersionOf)), Answer(typeof(LiveModel))]
    public async Task<IResult> Rollback(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "models/{market}/rollback")] HttpRequest request, string market, CancellationToken cancellationToken) =>
        Results.Json(await models.RollbackAsync(market, LiveModelQuery.VersionOf(request.Query), cancellationToken), ApiJson.Options);

    [Function("ModelsPredict")]
    [Query(typeof(LiveForecastQuery)), Answer(typeof(LiveForecast))]
    public async Task<IResult> Predict(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "models/{market}/predictions")] HttpRequest request, string market, CancellationToken cancellationToken) =>
        Results.Json(await forecasts.RunAsync(market, LiveForecastQuery.Of(request.Query), cancellationToken), ApiJson.Options);
}
