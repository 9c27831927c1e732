using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>The history of runs. docs/guides/history.md.</summary>
public sealed class RunFunctions(RunHistory history, RunActions actions)
{
    [Function("RunsList")]
    [Query(typeof(RunQuery)), Answer(typeof(StoredPage<RunListItem>))]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await history.PageAsync(RunQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("RunsCsv")]
    [Query(typeof(RunQuery), nameof(RunQuery.FilterOf)), Answer(CsvLine.ContentType)]
    public IResult Csv([HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs.csv")] HttpRequest request, CancellationToken cancellationToken)
    {
        RunFilter filter = RunQuery.FilterOf(request.Query);
        return Results.Stream(body => history.WriteCsvAsync(filter, body, cancellationToken), CsvLine.ContentType, history.CsvName);
    }

    [Function("RunsGet")]
    [Answer(typeof(JsonObject))]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Results.Json(await history.ReadAsync(id, cancellationToken), ApiJson.Options);

    [Function("RunsBacktests")]
    [Query(typeof(BacktestQuery)), Answer(typeof(StoredPage<BacktestLine>))]
    public async Task<IResult> Backtests(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}/backtests")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Results.Json(await history.BacktestsAsync(id, BacktestQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("RunsActions")]
    [Body(typeof(RunActionsRequest)), Answer(typeof(RunActionsAnswer))]
    public async Task<IResult> Act([HttpTrigger(AuthorizationLevel.Function, "post", Route = "runs/actions")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await actions.RunAsync(await JsonBody.ReadAsync<RunActionsRequest>(request, cancellationToken), cancellationToken), ApiJson.Options);
}
