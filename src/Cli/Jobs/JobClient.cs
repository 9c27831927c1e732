using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessTraining.Cli.Jobs;

/// <summary>The API's training jobs.</summary>
internal sealed class JobClient(CliContext context)
{
    private const string Root = "/api/training/jobs";
    private const int Most = 1000;
    private readonly ApiClient api = new(context);

    public async Task<JsonElement> StartAsync(JsonObject request, CancellationToken cancellationToken)
    {
        using JsonContent body = JsonContent.Create(request);
        return await api.SendAsync<JsonElement>(HttpMethod.Post, "/api/training/start", body, "a started job", cancellationToken);
    }

    /// <summary>A page, the newest first.</summary>
    public Task<JsonElement> ListAsync(string? status, string? symbol, int limit, CancellationToken cancellationToken) => api.SendAsync<JsonElement>(
        HttpMethod.Get, ApiPath.Of(Root, ("status", status), ("symbol", symbol), ("limit", limit.ToString(CultureInfo.InvariantCulture))), null, "training jobs",
        cancellationToken);

    public Task<JsonElement> GetAsync(string id, CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Get, Of(id), null, "a training job", cancellationToken);

    /// <param name="id">Of the job.</param>
    /// <param name="wish">approve, reject or cancel.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<JsonElement> AskAsync(string id, string wish, CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Post, $"{Of(id)}/{wish}", null, "an answer", cancellationToken);

    public Task<JsonElement> CalibrationAsync(CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Get, "/api/training/calibration", null, "how the gate has served", cancellationToken);

    public async Task<string> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        JsonElement page = await ListAsync(null, null, Most, cancellationToken);
        string[] ids = [.. new JsonLook(page)["items"].Items.Select(job => job["job_id"].Text)];
        return IdFinder.Find(text, ids, "There is no training job yet. ./st train quick SYMBOL TIMEFRAME makes one.");
    }

    private static string Of(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
