using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>Presets: lists, versions, files, ensembles; docs/guides/presets.md. A name has underscores and literal routes have none, and a literal goes before a
/// parameter, so that no preset is hidden by a route.</summary>
public sealed class PresetFunctions(PresetRequests presets)
{
    private const string Root = "presets";
    private const string One = Root + "/{name}";

    [Function("PresetsList")]
    [Query(typeof(PresetQuery)), Answer(typeof(StoredPage<PresetListItem>))]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = Root)] HttpRequest request, CancellationToken cancellationToken) =>
        Ok(await presets.PageAsync(request, cancellationToken));

    [Function("PresetsSave")]
    [Body(typeof(PresetSaveRequest)), Answer(typeof(PresetView), StatusCodes.Status201Created)]
    public async Task<IResult> SaveAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = Root)] HttpRequest request, CancellationToken cancellationToken) =>
        Created(await presets.SaveAsync(request, cancellationToken));

    [Function("PresetsGet")]
    [Query(typeof(PresetParameters), nameof(PresetParameters.Version)), Answer(typeof(PresetView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = One)] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Ok(await presets.GetAsync(request, name, cancellationToken));

    [Function("PresetsDelete")]
    [Query(typeof(PresetParameters), nameof(PresetParameters.Description)), Answer(typeof(PresetView))]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = One)] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Ok(await presets.DeleteAsync(request, name, cancellationToken));

    [Function("PresetsRestore")]
    [Query(typeof(PresetParameters), nameof(PresetParameters.Description)), Answer(typeof(PresetView))]
    public async Task<IResult> RestoreAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = One + "/restore")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Ok(await presets.RestoreAsync(request, name, cancellationToken));

    [Function("PresetsHistory")]
    [Query(typeof(PresetParameters), nameof(PresetParameters.None)), Answer(typeof(PresetHistoryView))]
    public async Task<IResult> HistoryAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = One + "/history")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Ok(await presets.HistoryAsync(request, name, cancellationToken));

    [Function("PresetsPerformance")]
    [Query(typeof(PresetParameters), nameof(PresetParameters.Page)), Answer(typeof(StoredPage<PresetPerformance>))]
    public async Task<IResult> PerformanceAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = One + "/performance")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Ok(await presets.PerformanceAsync(request, name, cancellationToken));

    [Function("PresetsLogPerformance")]
    [Body(typeof(PresetPerformanceRequest)), Answer(typeof(PresetPerformance), StatusCodes.Status201Created)]
    public async Task<IResult> LogPerformanceAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = One + "/performance")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Created(await presets.LogPerformanceAsync(request, name, cancellationToken));

    [Function("PresetsDiff")]
    [Query(typeof(PresetParameters), nameof(PresetParameters.Versions)), Answer(typeof(PresetDiffView))]
    public async Task<IResult> DiffAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = One + "/diff")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Ok(await presets.DiffAsync(request, name, cancellationToken));

    [Function("PresetsCompare")]
    [Parameter("names", "names of presets with a comma between", IsRequired = true)]
    [Answer(typeof(PresetSideBySide))]
    public async Task<IResult> CompareAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Root + "/compare")] HttpRequest request, CancellationToken cancellationToken) =>
        Ok(await presets.CompareAsync(request, cancellationToken));

    [Function("PresetsConfig")]
    [Query(typeof(PresetParameters), nameof(PresetParameters.Version)), Answer(PresetFile.ContentType)]
    public async Task<IResult> ConfigAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = One + "/config")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        Results.Text(await presets.ConfigAsync(request, name, cancellationToken), PresetFile.ContentType);

    [Function("PresetsExport")]
    [Query(typeof(PresetParameters), nameof(PresetParameters.Version)), Answer(PresetFile.ContentType)]
    public async Task<IResult> ExportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = One + "/export")] HttpRequest request, string name, CancellationToken cancellationToken)
    {
        PresetFile file = await presets.ExportAsync(request, name, cancellationToken);
        return Results.File(file.Write(), PresetFile.ContentType, file.FileName);
    }

    [Function("PresetsExportMany")]
    [Body(typeof(PresetExportRequest)), Answer(ZipBody.ContentType)]
    public async Task<IResult> ExportManyAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Root + "/export")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.File(await presets.ExportManyAsync(request, cancellationToken), ZipBody.ContentType, "presets.zip");

    [Function("PresetsImport")]
    [Query(typeof(PresetParameters), nameof(PresetParameters.Import))]
    [Body("application/json", "the file of a preset: docs/guides/presets.md")]
    [Body(ZipBody.ContentType, "files of presets")]
    [Answer(typeof(PresetImportReport), StatusCodes.Status201Created)]
    public async Task<IResult> ImportAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Root + "/import")] HttpRequest request, CancellationToken cancellationToken) =>
        Created(await presets.ImportAsync(request, cancellationToken));

    [Function("PresetsEnsemble")]
    [Body(typeof(PresetEnsembleRequest)), Answer(typeof(PresetView), StatusCodes.Status201Created)]
    public async Task<IResult> EnsembleAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Root + "/ensemble")] HttpRequest request, CancellationToken cancellationToken) =>
        Created(await presets.EnsembleAsync(request, cancellationToken));

    private static IResult Ok<T>(T answer) => Results.Json(answer, ApiJson.Options);

    private static IResult Created<T>(T answer) => Results.Json(answer, ApiJson.Options, statusCode: StatusCodes.Status201Created);
}
