using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Orchestration.Regimes;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>Regime rules and their versions, the bars they give, and who holds them. docs/guides/regimes.md.</summary>
public sealed class RegimeFunctions(RegimeBook book, RegimePreviews previews, RegimeChampions champions, RegimeClassification classification)
{
    [Function("RegimesList")]
    [Query(typeof(RegimeSetQuery)), Answer(typeof(RegimeSetView))]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Function, "get", Route = "regimes")] HttpRequest request, CancellationToken cancellationToken) =>
        Versioned(await book.ReadAsync(RegimeSetQuery.Of(request.Query), cancellationToken));

    [Function("RegimesHistory")]
    [Query(typeof(RegimeHistoryQuery)), Answer(typeof(StoredPage<RegimeSetView>))]
    public async Task<IResult> History(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "regimes/history")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await book.HistoryAsync(RegimeHistoryQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("RegimesBest")]
    [Query(typeof(BoardQuery)), Answer(typeof(BoardList))]
    public async Task<IResult> Best([HttpTrigger(AuthorizationLevel.Function, "get", Route = "regimes/best")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await champions.ListAsync(BoardQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("RegimesClassify")]
    [Query(typeof(ClassifyQuery)), Answer(typeof(ClassifiedBars)), Answer(typeof(ClassifiedColumns)), Answer(CsvLine.ContentType)]
    public async Task<IResult> Classify(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "regimes/classify")] HttpRequest request, CancellationToken cancellationToken) =>
        await classification.AnswerAsync(ClassifyQuery.Of(request.Query), cancellationToken);

    [Function("RegimesExplain")]
    [Query(typeof(ExplainQuery)), Answer(typeof(ExplainedBar))]
    public async Task<IResult> Explain([HttpTrigger(AuthorizationLevel.Function, "get", Route = "regimes/explain")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await classification.ExplainAsync(ExplainQuery.Of(request.Query), cancellationToken), ApiJson.Options);

    [Function("RegimesPreview")]
    [Query(typeof(RegimePreviewRequest), nameof(RegimePreviewRequest.QueryOf))]
    [Body("application/json", "the fields of a regime rule: docs/guides/regimes.md, and the parameters of the query as fields")]
    [Answer(typeof(RegimePreview))]
    public async Task<IResult> Preview(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "regimes/preview")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await previews.PreviewAsync(await RegimePreviewRequest.ReadAsync(request, cancellationToken), cancellationToken), ApiJson.Options);

    [Function("RegimesAdd")]
    [Parameter("set", "the name of a set of regime rules")]
    [Parameter("If-Match", "the version that was edited, in quotes: the ETag of GET /api/regimes; or send version", IsHeader = true)]
    [Body("application/json", "the fields of a regime rule: docs/guides/regimes.md; with version where there is no If-Match, and change")]
    [Answer(typeof(RegimeSetView), StatusCodes.Status201Created)]
    public async Task<IResult> Add([HttpTrigger(AuthorizationLevel.Function, "post", Route = "regimes")] HttpRequest request, CancellationToken cancellationToken) =>
        Versioned(await book.AddAsync(await RegimeEdit.ReadAsync(request, cancellationToken), cancellationToken), StatusCodes.Status201Created);

    [Function("RegimesChange")]
    [Parameter("set", "the name of a set of regime rules")]
    [Parameter("If-Match", "the version that was edited, in quotes: the ETag of GET /api/regimes; or send version", IsHeader = true)]
    [Body("application/json", "the fields of a regime rule: docs/guides/regimes.md, those that change; with version where there is no If-Match, and change")]
    [Answer(typeof(RegimeSetView))]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "regimes/{name}")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Versioned(await book.ChangeAsync(name, await RegimeEdit.ReadAsync(request, cancellationToken), cancellationToken));

    [Function("RegimesDelete")]
    [Parameter("set", "the name of a set of regime rules")]
    [Parameter("version", "the version that was edited, where there is no If-Match", IsWhole = true)]
    [Parameter("change", "what was changed, for the history")]
    [Parameter("If-Match", "the version that was edited, in quotes: the ETag of GET /api/regimes; or send version", IsHeader = true)]
    [Answer(typeof(RegimeSetView))]
    public async Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "regimes/{name}")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Versioned(await book.DeleteAsync(name, RegimeEdit.ReadBodyless(request), cancellationToken));

    private static VersionedJson<RegimeSetView> Versioned(RegimeSetView view, int status = StatusCodes.Status200OK) => new(view, view.Version, status);
}
