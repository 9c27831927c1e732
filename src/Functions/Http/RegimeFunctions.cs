using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Regimes;

namespace ServerlessTraining.Functions.Http;

/// <summary>Regime rules and their versions, the bars they give, and who holds them. docs/guides/regimes.md.</summary>
public sealed class RegimeFunctions(RegimeBook book, RegimePreviews previews, RegimeChampions champions, RegimeClassification classification)
{
    [Function("RegimesList")]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Function, "get", Route = "regimes")] HttpRequest request, CancellationToken cancellationToken) =>
        Versioned(await book.ReadAsync(RegimeSetQuery.Of(request.Query), cancellationToken));

    [Function("RegimesHistory")]
    public async Task<IResult> History(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "regimes/history")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await book.HistoryAsync(RegimeHistoryQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("RegimesBest")]
    public async Task<IResult> Best([HttpTrigger(AuthorizationLevel.Function, "get", Route = "regimes/best")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await champions.ListAsync(BoardQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("RegimesClassify")]
    public async Task<IResult> Classify(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "regimes/classify")] HttpRequest request, CancellationToken cancellationToken) =>
        await classification.AnswerAsync(ClassifyQuery.Of(request.Query), cancellationToken);

    [Function("RegimesPreview")]
    public async Task<IResult> Preview(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "regimes/preview")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await previews.PreviewAsync(await RegimePreviewRequest.ReadAsync(request, cancellationToken), cancellationToken), ApiJson.Options);

    [Function("RegimesAdd")]
    public async Task<IResult> Add([HttpTrigger(AuthorizationLevel.Function, "post", Route = "regimes")] HttpRequest request, CancellationToken cancellationToken) =>
        Versioned(await book.AddAsync(await RegimeEdit.ReadAsync(request, cancellationToken), cancellationToken), StatusCodes.Status201Created);

    [Function("RegimesChange")]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "regimes/{name}")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Versioned(await book.ChangeAsync(name, await RegimeEdit.ReadAsync(request, cancellationToken), cancellationToken));

    [Function("RegimesDelete")]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "regimes/{name}")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Versioned(await book.DeleteAsync(name, RegimeEdit.ReadBodyless(request), cancellationToken));

    private static VersionedJson Versioned(RegimeSetView view, int status = StatusCodes.Status200OK) => new(view, view.Version, status);
}
