using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessTraining.Cli.Presets;

/// <summary>The API's plans of presets.</summary>
internal sealed class PlanClient(CliContext context)
{
    private const string Root = "/api/presets/plans";
    private const int Most = 1000;
    private readonly ApiClient api = new(context);

    public Task<JsonElement> GenerateAsync(JsonObject request, CancellationToken cancellationToken) => PostAsync("/api/presets/generate", request, cancellationToken);

    public Task<JsonElement> FromStudyAsync(JsonObject request, CancellationToken cancellationToken) => PostAsync("/api/presets/from-study", request, cancellationToken);

    /// <summary>A page, the newest first.</summary>
    public Task<JsonElement> ListAsync(int limit, CancellationToken cancellationToken) => api.SendAsync<JsonElement>(
        HttpMethod.Get, ApiPath.Of(Root, ("limit", limit.ToString(CultureInfo.InvariantCulture))), null, "plans of presets", cancellationToken);

    public Task<JsonElement> GetAsync(string id, CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Get, Of(id), null, "a plan of presets", cancellationToken);

    public Task<JsonElement> CancelAsync(string id, CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Post, $"{Of(id)}/cancel", null, "an answer", cancellationToken);

    public async Task<string> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        JsonElement page = await ListAsync(Most, cancellationToken);
        string[] ids = [.. new JsonLook(page)["items"].Items.Select(plan => plan["plan_id"].Text)];
        return IdFinder.Find(text, ids, "There is no plan of presets yet. ./st presets generate makes one.");
    }

    private static string Of(string id) => $"{Root}/{Uri.EscapeDataString(id)}";

    private async Task<JsonElement> PostAsync(string path, JsonObject request, CancellationToken cancellationToken)
    {
        using JsonContent body = JsonContent.Create(request);
        return await api.SendAsync<JsonElement>(HttpMethod.Post, path, body, "a started plan", cancellationToken);
    }
}
