using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServerlessTraining.Cli.Candles;

/// <summary>The API's trainings from a candle.</summary>
internal sealed class CandleClient(CliContext context)
{
    private const string Runs = "/api/training/poc-runs";
    private const string Batches = "/api/training/poc-batches";
    private const string A = "a training from a candle";
    private const int Most = 1000;
    private readonly ApiClient api = new(context);

    public Task<JsonElement> StartAsync(JsonObject request, CancellationToken cancellationToken) =>
        PostAsync("/api/training/run-poc", request, "a started training", cancellationToken);

    public Task<JsonElement> StartBatchAsync(JsonObject request, CancellationToken cancellationToken) => PostAsync(Batches, request, "a started batch", cancellationToken);

    public Task<JsonElement> BatchAsync(string id, CancellationToken cancellationToken) => GetAsync($"{Batches}/{Uri.EscapeDataString(id)}", "a batch", cancellationToken);

    /// <summary>A page, the newest first.</summary>
    public Task<JsonElement> ListAsync(int limit, CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of(Runs, ("limit", limit.ToString(CultureInfo.InvariantCulture))), "trainings from candles", cancellationToken);

    public Task<JsonElement> RunAsync(string id, CancellationToken cancellationToken) => GetAsync(Of(id), A, cancellationToken);

    public Task<JsonElement> ResultsAsync(string id, CancellationToken cancellationToken) => GetAsync($"{Of(id)}/results", "the results of a training", cancellationToken);

    /// <param name="id">Of the run.</param>
    /// <param name="wish">cancel or use.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<JsonElement> AskAsync(string id, string wish, CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Post, $"{Of(id)}/{wish}", null, "an answer", cancellationToken);

    public Task<JsonElement> DeleteAsync(string id, CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Delete, Of(id), null, "an answer", cancellationToken);

    public Task<JsonElement> PredictAsync(string id, IReadOnlyList<(string Name, string? Value)> query, CancellationToken cancellationToken) =>
        Forecasts.AllAsync(context, $"/api/poc-predictions/{Uri.EscapeDataString(id)}", query, cancellationToken);

    public Task<JsonElement> ProposalAsync(IEnumerable<(string Name, string? Value)> query, CancellationToken cancellationToken) =>
        GetAsync(ApiPath.Of("/api/training/candle-proposal", query), "a proposal", cancellationToken);

    public Task<string> ResolveAsync(string text, CancellationToken cancellationToken) =>
        FindAsync(text, "run_id", "There is no training from a candle yet. ./st candle train SYMBOL TIMEFRAME DATE makes one.", cancellationToken);

    public Task<string> ResolveBatchAsync(string text, CancellationToken cancellationToken) =>
        FindAsync(text, "batch_id", "There is no batch of candles yet. ./st candle batch SYMBOL TIMEFRAME makes one.", cancellationToken);

    private async Task<string> FindAsync(string text, string name, string none, CancellationToken cancellationToken)
    {
        JsonElement page = await ListAsync(Most, cancellationToken);
        return IdFinder.Find(text, [.. new JsonLook(page)["items"].Items.Select(run => run[name]).Where(id => id.IsThere).Select(id => id.Text).Distinct()], none);
    }

    private static string Of(string id) => $"{Runs}/{Uri.EscapeDataString(id)}";

    private Task<JsonElement> GetAsync(string path, string what, CancellationToken cancellationToken) =>
        api.SendAsync<JsonElement>(HttpMethod.Get, path, null, what, cancellationToken);

    private async Task<JsonElement> PostAsync(string path, JsonObject request, string what, CancellationToken cancellationToken)
    {
        using JsonContent body = JsonContent.Create(request);
        return await api.SendAsync<JsonElement>(HttpMethod.Post, path, body, what, cancellationToken);
    }
}
