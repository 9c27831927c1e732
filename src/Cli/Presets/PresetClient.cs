using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Storage.Archives;

namespace ServerlessTraining.Cli.Presets;

/// <summary>The API's presets.</summary>
internal sealed class PresetClient(CliContext context)
{
    private const string Root = "/api/presets";
    private const string A = "a preset";
    private readonly ApiClient api = new(context);

    public Task<JsonElement> ListAsync(IEnumerable<(string Name, string? Value)> query, CancellationToken cancellationToken) => GetAsync(Root, "presets", cancellationToken, query);

    public Task<JsonElement> GetAsync(string name, int? version, CancellationToken cancellationToken) => GetAsync(Of(name), A, cancellationToken, ("version", Text(version)));

    public Task<JsonElement> HistoryAsync(string name, CancellationToken cancellationToken) => GetAsync($"{Of(name)}/history", "a history", cancellationToken);

    public Task<JsonElement> PerformanceAsync(string name, int limit, CancellationToken cancellationToken) =>
        GetAsync($"{Of(name)}/performance", "a performance log", cancellationToken, ("limit", Text(limit)));

    public Task<JsonElement> DiffAsync(string name, int from, int to, CancellationToken cancellationToken) =>
        GetAsync($"{Of(name)}/diff", "a difference", cancellationToken, ("from", Text(from)), ("to", Text(to)));

    public Task<JsonElement> CompareAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        GetAsync($"{Root}/compare", "a comparison", cancellationToken, ("names", string.Join(',', names)));

    public Task<JsonElement> ConfigAsync(string name, int? version, CancellationToken cancellationToken) =>
        GetAsync($"{Of(name)}/config", "a configuration", cancellationToken, ("version", Text(version)));

    public Task<JsonElement> DeleteAsync(string name, string? description, CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Delete, ApiPath.Of(Of(name), ("description", description)), null, A, cancellationToken);

    public Task<JsonElement> RestoreAsync(string name, string? description, CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Post, ApiPath.Of($"{Of(name)}/restore", ("description", description)), null, A, cancellationToken);

    public async Task<JsonElement> EnsembleAsync(JsonObject request, CancellationToken cancellationToken)
    {
        using JsonContent body = JsonContent.Create(request);
        return await api.SendAsync<JsonElement>(HttpMethod.Post, $"{Root}/ensemble", body, A, cancellationToken);
    }

    /// <summary>As a JSON file.</summary>
    public async Task<byte[]> ExportAsync(string name, int? version, CancellationToken cancellationToken)
    {
        using MemoryStream file = new();
        await api.CopyAsync(ApiPath.Of($"{Of(name)}/export", ("version", Text(version))), file, A, cancellationToken);
        return file.ToArray();
    }

    /// <summary>As a zip.</summary>
    public async Task<byte[]> ExportAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        using JsonContent body = JsonContent.Create(new { names });
        using MemoryStream file = new();
        await api.CopyAsync(HttpMethod.Post, $"{Root}/export", body, file, "presets", cancellationToken);
        return file.ToArray();
    }

    /// <param name="file">JSON or a zip.</param>
    /// <param name="name">Null for its own.</param>
    public async Task<JsonElement> ImportAsync(byte[] file, string? name, CancellationToken cancellationToken)
    {
        using ByteArrayContent body = new(file);
        body.Headers.ContentType = new MediaTypeHeaderValue(SafeZip.LooksLikeOne(file) ? ZipBody.ContentType : PresetFile.ContentType);
        return await api.SendAsync<JsonElement>(HttpMethod.Post, ApiPath.Of($"{Root}/import", ("name", name)), body, "imported presets", cancellationToken);
    }

    private static string Of(string name) => $"{Root}/{Uri.EscapeDataString(name)}";

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private Task<JsonElement> GetAsync(string path, string what, CancellationToken cancellationToken, params IEnumerable<(string Name, string? Value)> query) =>
        api.SendAsync<JsonElement>(HttpMethod.Get, ApiPath.Of(path, query), null, what, cancellationToken);
}
