using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>Training from a candle: runs and their life, what their models say, batches, start params.</summary>
public sealed class CandleFunctions(CandleRuns runs, CandleBatches batches, CandleAdviser adviser)
{
    private const string Runs = "training/poc-runs";
    private const string Run = Runs + "/{id}";
    private const string Batches = "training/poc-batches";

    [Function("CandleRunStart")]
    [Body(typeof(CandleRequest)), Answer(typeof(CandleStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "training/run-poc")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        Accepted(await runs.StartAsync(client, await JsonBody.ReadAsync<CandleRequest>(request, cancellationToken), cancellationToken));

    [Function("CandleRunList")]
    [Query(typeof(CandleQuery)), Answer(typeof(StoredPage<CandleRunLine>))]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = Runs)] HttpRequest request, CancellationToken cancellationToken)
    {
        CandleQuery query = CandleQuery.Of(request.Query);
        return Ok(await runs.PageAsync(query.Limit, query.Continuation, cancellationToken));
    }

    [Function("CandleRunGet")]
    [Answer(typeof(CandleRunView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Run)] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Ok(await runs.ReadAsync(id, cancellationToken));

    [Function("CandleRunLatest")]
    [Answer(typeof(CandleRunView))]
    public async Task<IResult> LatestAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "training/latest-poc-run")] HttpRequest request, CancellationToken cancellationToken) =>
        Ok(await runs.LatestAsync(cancellationToken));

    [Function("CandleRunResults")]
    [Answer("application/json")]
    public async Task<IResult> ResultsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Run + "/results")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Results.Bytes(await runs.ResultsAsync(id, cancellationToken), "application/json");

    [Function("CandleRunDelete")]
    [Answer(StatusCodes.Status204NoContent)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Run)] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        await runs.DeleteAsync(id, cancellationToken);
        return Results.NoContent();
    }

    [Function("CandleRunCancel")]
    [Answer(typeof(CandleStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Run + "/cancel")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await runs.CancelAsync(client, id, cancellationToken));

    [Function("CandleRunUse")]
    [Answer(typeof(LiveModel))]
    public async Task<IResult> UseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Run + "/use")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Ok(await runs.UseAsync(id, cancellationToken));

    [Function("CandlePredictions")]
    [Query(typeof(LiveForecastQuery)), Answer(typeof(CandlePredictions))]
    public async Task<IResult> PredictAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "poc-predictions/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Ok(await runs.PredictAsync(id, LiveForecastQuery.Of(request.Query), cancellationToken));

    [Function("CandleBatchStart")]
    [Body(typeof(CandleBatchRequest)), Answer(typeof(CandleBatchStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> StartBatchAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Batches)] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Accepted(await batches.StartAsync(client, await JsonBody.ReadAsync<CandleBatchRequest>(request, cancellationToken), cancellationToken));

    [Function("CandleBatchGet")]
    [Answer(typeof(CandleBatchView))]
    public async Task<IResult> GetBatchAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Batches + "/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Ok(await batches.ReadAsync(id, cancellationToken));

    [Function("CandleProposal")]
    [Query(typeof(CandleProposalQuery)), Answer(typeof(CandleProposal))]
    public async Task<IResult> ProposeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "training/candle-proposal")] HttpRequest request, CancellationToken cancellationToken) =>
        Ok(await adviser.ProposeAsync(CandleProposalQuery.Of(request.Query), cancellationToken));

    private static IResult Accepted<T>(T started) => Results.Json(started, ApiJson.Options, statusCode: StatusCodes.Status202Accepted);

    private static IResult Ok<T>(T body) => Results.Json(body, ApiJson.Options);
}
