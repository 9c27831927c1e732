using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessTraining.Cli.Presets;

/// <summary>The API's comparisons of presets.</summary>
internal sealed class ComparisonClient(CliContext context)
{
    /// <summary>The most of a list.</summary>
    public const int Most = 200;

    private const string Root = "/api/presets/ab";
    private readonly ApiClient api = new(context);

    public async Task<JsonElement> StartAsync(JsonObject request, CancellationToken cancellationToken)
    {
        using JsonContent body = JsonContent.Create(request);
        return await api.SendAsync<JsonElement>(HttpMethod.Post, Root, body, "a started comparison", cancellationToken);
    }

    /// <summary>A page, the newest first.</summary>
    public Task<JsonElement> ListAsync(int limit, CancellationToken cancellationToken) => api.SendAsync<JsonElement>(
        HttpMethod.Get, ApiPath.Of(Root, ("limit", limit.ToString(CultureInfo.InvariantCulture))), null, "comparisons of presets", cancellationToken);

    public Task<JsonElement> GetAsync(string id, CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Get, $"{Root}/{Uri.EscapeDataString(id)}", null, "a comparison", cancellationToken);

    public async Task<string> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        JsonElement page = await ListAsync(Most, cancellationToken);
        string[] ids = [.. new JsonLook(page)["items"].Items.Select(one => one["id"].Text)];
        return IdFinder.Find(text, ids, ComparisonPrinter.None);
    }
}
