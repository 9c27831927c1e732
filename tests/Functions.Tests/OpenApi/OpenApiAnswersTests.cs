using System.Text.Json;
using ServerlessTraining.Functions.OpenApi;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Functions.Tests.OpenApi;

/// <summary>The document against answers of the real functions.</summary>
[Collection(FilledApi.Name)]
public sealed class OpenApiAnswersTests(FilledApi api)
{
    private const string Preset = FilledApi.Preset;
    private static readonly JsonElement Document = JsonDocument.Parse(ApiOperations.Document).RootElement;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_AskedFor_IsThatOfTheFunctions()
    {
        ApiServer.Answer answer = await api.Server.GetAsync("/api/openapi.json", Cancel);

        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        Assert.Equal(System.Text.Encoding.UTF8.GetString(ApiOperations.Document.Span), answer.Body);
    }

    [Theory]
    [InlineData("/bars", "/bars")]
    [InlineData("/bars/{symbol}/{timeframe}", "/bars/BTCUSDT/1h")]
    [InlineData("/bars/{symbol}/{timeframe}", "/bars/BTCUSDT/1h?limit=3")]
    [InlineData("/bars/{symbol}/{timeframe}", "/bars/BTCUSDT/1h?limit=3&format=columns&side=last")]
    [InlineData("/bars/{symbol}/{timeframe}/gaps", "/bars/BTCUSDT/1h/gaps")]
    [InlineData("/feeds", "/feeds")]
    [InlineData("/health", "/health")]
    [InlineData("/health/details", "/health/details")]
    [InlineData("/ledger", "/ledger")]
    [InlineData("/models", "/models")]
    [InlineData("/presets", "/presets")]
    [InlineData("/presets/compare", "/presets/compare?names=" + Preset + "," + FilledApi.OtherPreset)]
    [InlineData("/presets/freshness", "/presets/freshness")]
    [InlineData("/presets/plans", "/presets/plans")]
    [InlineData("/presets/recommend", "/presets/recommend?symbol=BTCUSDT&timeframe=1h")]
    [InlineData("/presets/studies", "/presets/studies")]
    [InlineData("/presets/{name}", "/presets/" + Preset)]
    [InlineData("/presets/{name}/config", "/presets/" + Preset + "/config")]
    [InlineData("/presets/{name}/diff", "/presets/" + Preset + "/diff?from=1&to=2")]
    [InlineData("/presets/{name}/history", "/presets/" + Preset + "/history")]
    [InlineData("/presets/{name}/performance", "/presets/" + Preset + "/performance")]
    [InlineData("/queues", "/queues")]
    [InlineData("/queues/{id}", "/queues/QUEUE")]
    [InlineData("/queues/{id}/checkpoints", "/queues/QUEUE/checkpoints")]
    [InlineData("/queues/{id}/items", "/queues/QUEUE/items")]
    [InlineData("/queues/{id}/log", "/queues/QUEUE/log")]
    [InlineData("/regimes", "/regimes?symbol=BTCUSDT&timeframe=1h")]
    [InlineData("/regimes/best", "/regimes/best")]
    [InlineData("/regimes/classify", "/regimes/classify?symbol=BTCUSDT&timeframe=1h&limit=3")]
    [InlineData("/regimes/classify", "/regimes/classify?symbol=BTCUSDT&timeframe=1h&limit=3&format=columns")]
    [InlineData("/regimes/explain", "/regimes/explain?symbol=BTCUSDT&timeframe=1h")]
    [InlineData("/regimes/history", "/regimes/history")]
    [InlineData("/runs", "/runs")]
    [InlineData("/runs/{id}", "/runs/run-1")]
    [InlineData("/runs/{id}/backtests", "/runs/run-1/backtests")]
    [InlineData("/training/calibration", "/training/calibration")]
    [InlineData("/training/gates", "/training/gates")]
    [InlineData("/training/jobs", "/training/jobs")]
    [InlineData("/training/poc-runs", "/training/poc-runs")]
    [InlineData("/vocabulary", "/vocabulary")]
    public async Task Answer_OfAGet_FitsItsSchema(string path, string url)
    {
        ApiServer.Answer answer = await api.Server.GetAsync($"/api{url.Replace("QUEUE", api.Queue, StringComparison.Ordinal)}", Cancel);

        Assert.Equal(200, answer.Status);
        Assert.Equal([], Misfits(path, "get", answer));
    }

    [Fact]
    public async Task Answer_ListOfQueues_HasNoFigureThatTheListDoesNotKnow()
    {
        ApiServer.Answer answer = await api.Server.GetAsync("/api/queues", Cancel);

        JsonElement[] queues = [.. answer.Json.GetProperty("items").EnumerateArray()];
        Assert.NotEmpty(queues);
        Assert.All(queues, queue => Assert.Equal(["id", "name", "state", "created", "counters"], queue.EnumerateObject().Select(one => one.Name)));
    }

    [Theory]
    [InlineData("post", "/queues/preview", "/queues/preview", FilledApi.Grid)]
    [InlineData("post", "/presets/{name}/performance", "/presets/" + Preset + "/performance", """{"version":1,"metrics":{"roc_auc":0.5}}""")]
    [InlineData("post", "/runs/actions", "/runs/actions", """{"action":"tag","ids":["run-2"],"tags":["seen"]}""")]
    public async Task Answer_ToABody_FitsItsSchema(string verb, string path, string url, string body)
    {
        ApiServer.Answer answer = await api.Server.SendAsync(verb.ToUpperInvariant(), $"/api{url}", Cancel, body);

        Assert.InRange(answer.Status, 200, 299);
        Assert.Equal([], Misfits(path, verb, answer));
    }

    [Theory]
    [InlineData("/queues", "/queues?limit=0", 400)]
    [InlineData("/runs/{id}", "/runs/none", 404)]
    [InlineData("/instances", "/instances", 503)]
    public async Task Answer_ThatRefuses_FitsTheProblem(string path, string url, int status)
    {
        ApiServer.Answer answer = await api.Server.GetAsync($"/api{url}", Cancel);

        Assert.Equal(status, answer.Status);
        Assert.Equal([], Misfits(path, "get", answer));
    }

    private static IReadOnlyList<string> Misfits(string path, string verb, ApiServer.Answer answer)
    {
        JsonElement answers = Document.GetProperty("paths").GetProperty(path).GetProperty(verb).GetProperty("responses");
        JsonElement problem = Document.GetProperty("components").GetProperty("responses").GetProperty("Problem");
        JsonElement told = answers.TryGetProperty($"{answer.Status}", out JsonElement known) ? known : problem;
        JsonElement schema = told.GetProperty("content").GetProperty(answer.ContentType!.Split(';')[0]).GetProperty("schema");
        return new JsonSchemaCheck(Document).Misfits(answer.Json, schema);
    }
}
