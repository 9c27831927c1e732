using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>The HTTP side of presets: reads requests and says what is wrong with them. docs/guides/presets.md.</summary>
public sealed class PresetRequests(PresetService presets, PresetExport export, PresetImport import, PresetEnsembles ensembles, ModelTypes types, TimeProvider clock)
{
    private const string UsualDeletion = "deleted";
    private const string UsualRestoration = "restored";
    private const string NamesAllowed = "names of presets with ',' between";

    public Task<StoredPage<PresetListItem>> PageAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        PresetQuery query = PresetQuery.Of(request.Query);
        return presets.PageAsync(query.Filter, query.Limit, query.Continuation, cancellationToken);
    }

    public async Task<PresetView> GetAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        presets.ViewOf((await presets.GetAsync(NameOf(name), VersionOf(request), cancellationToken)).Stored);

    public async Task<PresetView> SaveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        PresetSaveRequest save = await PresetBodies.ReadAsync(request, PresetBodies.Save, cancellationToken);
        if (types.WhyNot(save.Content.Model.Type, HyperParameters.Parse(save.Content.HyperParameters)) is { } why)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, $"{save.Name} cannot be trained: {why}.");
        }

        return presets.ViewOf(await AllowedAsync(() => presets.SaveAsync(save.Name, save.Content, save.Description, save.SaveId ?? NewId(), cancellationToken)));
    }

    public async Task<PresetView> EnsembleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        PresetEnsembleRequest ensemble = await PresetBodies.ReadAsync(request, PresetBodies.Ensemble, cancellationToken);
        return presets.ViewOf(await AllowedAsync(() => ensembles.SaveAsync(ensemble, ensemble.SaveId ?? NewId(), cancellationToken)));
    }

    public async Task<PresetView> DeleteAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string description = PresetParameters.Description(request.Query) ?? UsualDeletion;
        return await AllowedAsync(() => presets.DeleteAsync(NameOf(name), description, NewId(), cancellationToken));
    }

    public async Task<PresetView> RestoreAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string description = PresetParameters.Description(request.Query) ?? UsualRestoration;
        return await AllowedAsync(() => presets.RestoreAsync(NameOf(name), description, NewId(), cancellationToken));
    }

    public Task<PresetHistoryView> HistoryAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        PresetParameters.None(request.Query);
        return presets.HistoryAsync(NameOf(name), cancellationToken);
    }

    public Task<StoredPage<PresetPerformance>> PerformanceAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        (int limit, string? continuation) = PresetParameters.Page(request.Query);
        return presets.PerformanceAsync(NameOf(name), limit, continuation, cancellationToken);
    }

    public async Task<PresetPerformance> LogPerformanceAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        PresetPerformanceRequest entry = await PresetBodies.ReadAsync(request, PresetBodies.Performance, cancellationToken);
        return await presets.LogPerformanceAsync(NameOf(name), entry.Version, entry.Id ?? NewId(), entry.At, entry.Metrics, cancellationToken);
    }

    public Task<PresetDiffView> DiffAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        (int from, int to) = PresetParameters.Versions(request.Query);
        return presets.DiffAsync(NameOf(name), from, to, cancellationToken);
    }

    public Task<PresetSideBySide> CompareAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string text = request.Query["names"].ToString();
        if (text.Length == 0) throw new RequestException(new FieldFault("names", null, NamesAllowed));
        string[] names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return presets.CompareAsync([.. names.Select(NameOf)], cancellationToken);
    }

    public Task<PresetFile> ExportAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        export.FileAsync(NameOf(name), VersionOf(request), cancellationToken);

    public async Task<byte[]> ExportManyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await export.ZipAsync((await PresetBodies.ReadAsync(request, PresetBodies.Export, cancellationToken)).Names, cancellationToken);

    public async Task<PresetImportReport> ImportAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        (string? name, string? saveId) = PresetParameters.Import(request.Query);
        if (!ZipBody.Is(request) && !request.HasJsonContentType())
        {
            string given = request.ContentType is { } type ? $"'{FieldFault.Show(type)}'" : "missing";
            throw new RequestException(StatusCodes.Status415UnsupportedMediaType, $"Content-Type is {given}; application/json or {ZipBody.ContentType} is needed.");
        }

        byte[] body = ZipBody.Is(request) ? await ZipBody.ReadAsync(request, cancellationToken) : await JsonBody.ReadBytesAsync(request, cancellationToken);
        return await import.ImportAsync(body, name is null ? null : NameOf(name), saveId ?? NewId(), cancellationToken);
    }

    public async Task<string> ConfigAsync(HttpRequest request, string name, CancellationToken cancellationToken) =>
        (await presets.ConfigAsync(NameOf(name), VersionOf(request), cancellationToken)).ToJson().ToJsonString(ApiJson.Options);

    private static PresetName NameOf(string text)
    {
        try
        {
            return PresetName.Parse(text);
        }
        catch (ServerlessTrainingException wrong)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, wrong.Message, [new FieldFault("name", FieldFault.Show(text), "the name of a preset")]);
        }
    }

    private static int? VersionOf(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PresetParameters.Version(request.Query);
    }

    // What the history does not allow is a conflict with what is there.
    private static async Task<T> AllowedAsync<T>(Func<Task<T>> change)
    {
        try
        {
            return await change();
        }
        catch (PresetRefusedException refused)
        {
            throw new RequestException(StatusCodes.Status409Conflict, refused.Message, refused);
        }
    }

    private string NewId() => TimeSortableId.Next(clock);
}
