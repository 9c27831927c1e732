using System.Text.Json;
using Azure.Storage.Blobs;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.LiveModels;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Live;

[Collection(ApiTests.Name)]
public sealed class LiveModelsTests(ApiServer api)
{
    private static readonly JsonElement Figures = JsonDocument.Parse("""{"accuracy":0.6}""").RootElement;
    private static int made;
    private readonly Symbol symbol = Symbol.Parse($"LIVE{Interlocked.Increment(ref made)}");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LiveModels Models => api.Get<LiveModels>();

    private string Market => $"{symbol}_1h";

    [Fact]
    public async Task Publish_FirstOfItsMarket_IsVersion1AndLive()
    {
        LiveModel model = await PublishAsync("job-1");

        Assert.Equal(
            (Market, 1, true, "job", "job-1", "ridge", "v1", 0.55, TrainingScene.HashOf(LiveScene.First)),
            (model.Market, model.Version, model.Live, model.Source, model.SourceId, model.ModelType, model.FeatureSystem, model.Threshold, model.Hash));
        Assert.Equal(api.Clock.GetUtcNow(), model.PublishedAt);
        Assert.Equal(JsonSerializer.Serialize(model), JsonSerializer.Serialize(await Models.FindAsync(symbol, Timeframe.H1, Cancel)));
    }

    [Fact]
    public async Task Publish_SameSourceAgain_IsTheSameVersionAndSaidOnce()
    {
        LiveModel first = await PublishAsync("job-1");
        api.Clock.Advance(TimeSpan.FromMinutes(1));

        LiveModel again = await PublishAsync("job-1", LiveScene.Second);

        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(again));
        AuditEntry entry = Assert.Single(await AuditAsync());
        Assert.Equal(("published", "job job-1", first.PublishedAt), (entry.Action, entry.By, entry.At));
        Assert.Equal($"Version 1 of {Market}, the first of its market: ridge on v1, hash {first.Hash}.", entry.Text);
    }

    [Fact]
    public async Task Publish_SameSourceAfterARollback_StaysRolledBack()
    {
        await PublishAsync("job-1");
        await PublishAsync("job-2", LiveScene.Second);
        await Models.RollbackAsync(Market, null, Cancel);

        LiveModel again = await PublishAsync("job-2", LiveScene.Second);

        Assert.Equal((2, false), (again.Version, again.Live));
        Assert.Equal(1, (await Models.FindAsync(symbol, Timeframe.H1, Cancel))!.Version);
    }

    [Fact]
    public async Task Publish_TwoAtOnce_BothAreKeptAndOneIsLive()
    {
        LiveModel[] both = await Task.WhenAll(PublishAsync("job-1"), PublishAsync("job-2", LiveScene.Second));

        Assert.Equal([1, 2], both.Select(model => model.Version).Order());
        JsonElement[] listed = [.. (await GetAsync($"/api/models/{Market}")).GetProperty("items").EnumerateArray()];
        Assert.Equal([(2, true), (1, false)], listed.Select(model => (model.GetProperty("version").GetInt32(), model.GetProperty("live").GetBoolean())));
    }

    [Fact]
    public async Task Publish_Wrong_TellsAll()
    {
        LiveModelDraft wrong = new(symbol, Timeframe.H4, "guess", "a b", LiveScene.First, 1.5, JsonDocument.Parse("[]").RootElement);

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => Models.PublishAsync(wrong, Cancel));

        Assert.Equal(
            $"The model cannot be made the live one of {symbol}_4h: its source is 'guess'; job or candle is allowed; its source's id is 'a b'; 1 to 100 letters, digits, "
            + "'-', '_', '.' or ':' are allowed; its threshold is 1.5; a probability from 0 to 1 is needed; its figures are Array; a JSON object is needed; "
            + "it is for bars of 1h, and these are of 4h.",
            error.Message);
    }

    [Fact]
    public async Task Publish_DamagedFiles_IsRefusedAndStoresNothing()
    {
        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => PublishAsync("job-1", LiveScene.Damaged()));

        Assert.Contains("The model is damaged", error.Message, StringComparison.Ordinal);
        Assert.Null(await Models.FindAsync(symbol, Timeframe.H1, Cancel));
    }

    [Fact]
    public async Task Rollback_NoVersion_GivesBackTheFilesOfTheOneBefore()
    {
        await PublishAsync("job-1");
        await PublishAsync("job-2", LiveScene.Second);

        JsonElement answer = (await api.SendAsync("POST", $"/api/models/{Market}/rollback", Cancel)).Json;

        Assert.Equal((1, true), (answer.GetProperty("version").GetInt32(), answer.GetProperty("live").GetBoolean()));
        LiveModelStore store = api.Get<LiveModelStore>();
        IReadOnlyDictionary<string, byte[]> files = await store.ReadFilesAsync((await store.FindLiveAsync(symbol, Timeframe.H1, Cancel))!, Cancel);
        Assert.Equal(LiveScene.First.OrderBy(file => file.Key), files.OrderBy(file => file.Key));
        AuditEntry entry = (await AuditAsync()).Single(entry => entry.Action == "rolled_back");
        Assert.Equal(("api", $"Version 1 of {Market} is live in the place of version 2."), (entry.By, entry.Text));
    }

    /// <summary>Version 2 was rolled back from: version 3 came in the place of 1.</summary>
    [Fact]
    public async Task Rollback_AfterARollback_GoesToTheOneThatWasLiveBefore()
    {
        await PublishAsync("job-1");
        await PublishAsync("job-2", LiveScene.Second);
        await Models.RollbackAsync(Market, null, Cancel);
        await PublishAsync("job-3");

        Assert.Equal(1, (await Models.RollbackAsync(Market, null, Cancel)).Version);
    }

    [Theory]
    [InlineData("version=1", 200)]
    [InlineData("version=2", 200)]
    [InlineData("version=3", 404)]
    [InlineData("version=0", 400)]
    [InlineData("to=1", 400)]
    public async Task Rollback_ToANamedVersion_IsMadeWhereThereIsOne(string query, int status)
    {
        await PublishAsync("job-1");
        await PublishAsync("job-2", LiveScene.Second);

        Assert.Equal(status, (await api.SendAsync("POST", $"/api/models/{Market}/rollback?{query}", Cancel)).Status);
    }

    [Fact]
    public async Task Rollback_NothingBefore_IsRefusedAndSaysWhatToDo()
    {
        await PublishAsync("job-1");

        ApiServer.Answer answer = await api.SendAsync("POST", $"/api/models/{Market}/rollback", Cancel);

        Assert.Equal(409, answer.Status);
        Assert.Equal(
            $"Version 1 of {Market} is live, and no version was before it. GET /api/models/{Market} (st models show {Market}) lists them; name one with ?version= (--to).",
            answer.Detail);
    }

    [Theory]
    [InlineData("nothing", 400, "market is nothing; symbol and timeframe as in BTCUSDT_1h is needed.")]
    [InlineData("NOSUCH_1h", 404, "NOSUCH_1h has no live model: none was published. GET /api/models (st models list) lists the markets that have one.")]
    public async Task Get_NoSuchMarket_SaysWhy(string market, int status, string detail)
    {
        ApiServer.Answer answer = await api.GetAsync($"/api/models/{market}", Cancel);

        Assert.Equal((status, detail), (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task List_SeveralMarkets_PagesThroughTheLiveModels()
    {
        await PublishAsync("job-1");
        await PublishAsync("job-2", LiveScene.Second);
        List<JsonElement> all = [];
        string? continuation = null;
        do
        {
            JsonElement page = await GetAsync($"/api/models?limit=2{(continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}")}");
            all.AddRange(page.GetProperty("items").EnumerateArray());
            continuation = page.GetProperty("continuation").GetString();
        }
        while (continuation is not null);

        JsonElement model = all.Single(one => one.GetProperty("market").GetString() == Market);
        Assert.Equal(
            ["market", "version", "live", "source", "source_id", "published_at", "model_type", "feature_system", "threshold", "figures", "hash"],
            model.EnumerateObject().Select(property => property.Name));
        Assert.Equal((2, 0.6), (model.GetProperty("version").GetInt32(), model.GetProperty("figures").GetProperty("accuracy").GetDouble()));
    }

    [Fact]
    public async Task Predict_LiveModel_SaysWhatItsFilesSay()
    {
        BarSeries bars = await StoreBarsAsync();
        await PublishAsync("job-1");

        JsonElement answer = await PredictAsync("");

        IReadOnlyList<ForecastRow> expected = api.Get<ModelForecast>().Run(LiveScene.First, bars, null, null, 0.55, Cancel);
        Assert.Equal(
            (Market, 1, 0.55), (answer.GetProperty("market").GetString(), answer.GetProperty("version").GetInt32(), answer.GetProperty("threshold").GetDouble()));
        Assert.Equal(expected.Count, answer.GetProperty("total_predictions").GetInt32());
        Assert.Equal(expected, RowsOf(answer));
    }

    [Fact]
    public async Task Predict_BarsThatHaveNotChanged_AreNotReadAgain()
    {
        await StoreBarsAsync();
        await PublishAsync("job-1");
        string first = (await PredictAsync("")).GetRawText();
        BarStore store = api.Get<BarStore>();
        BlobContainerClient blobs = api.Get<StorageClients>().Blobs.GetBlobContainerClient("bars");
        foreach (BarChunk chunk in (await store.FindAsync(symbol, Timeframe.H1, Cancel))!.Chunks) await blobs.DeleteBlobAsync(chunk.Blob, cancellationToken: Cancel);

        Assert.Equal(first, (await PredictAsync("")).GetRawText());
    }

    [Fact]
    public async Task Predict_PagesByContinuation_GiveEachRowOnce()
    {
        BarSeries bars = await StoreBarsAsync();
        await PublishAsync("job-1");
        string stretch = $"start_date={TimeInterval.Text(bars.OpenTime(1000))}&end_date={TimeInterval.Text(bars.OpenTime(1009))}&limit=4";
        List<ForecastRow> rows = [];
        for (string? next = ""; next is not null;)
        {
            JsonElement page = await PredictAsync(next.Length == 0 ? stretch : $"{stretch}&continuation={Uri.EscapeDataString(next)}");
            Assert.Equal(10, page.GetProperty("total_predictions").GetInt32());
            rows.AddRange(RowsOf(page));
            next = page.GetProperty("continuation").GetString();
        }

        Assert.Equal(Enumerable.Range(1000, 10).Select(bars.OpenTime), rows.Select(row => row.Timestamp));
    }

    [Fact]
    public async Task Predict_EndIsADate_MeansItsWholeDay()
    {
        BarSeries bars = await StoreBarsAsync();
        await PublishAsync("job-1");
        string day = bars.OpenTime(1000).UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(24, (await PredictAsync($"start_date={day}&end_date={day}")).GetProperty("total_predictions").GetInt32());
    }

    [Fact]
    public async Task Predict_AnotherThreshold_IsWhatCounts()
    {
        await StoreBarsAsync();
        await PublishAsync("job-1");

        JsonElement answer = await PredictAsync("threshold=0");

        Assert.Equal(0, answer.GetProperty("threshold").GetDouble());
        Assert.All(RowsOf(answer), row => Assert.Equal(1, row.Prediction));
    }

    [Theory]
    [InlineData("threshold=2", "threshold is 2; a number from 0 to 1 is needed.")]
    [InlineData("threshold=NaN", "threshold is NaN; a number from 0 to 1 is needed.")]
    [InlineData("start_date=2026-02-01&end_date=2026-01-31", "end_date is 2026-01-31; a time not before start_date, which is 2026-02-01T00:00:00Z, is needed.")]
    public async Task Predict_WrongParameter_IsNamed(string query, string detail)
    {
        ApiServer.Answer answer = await api.SendAsync("POST", $"/api/models/{Market}/predictions?{query}", Cancel);

        Assert.Equal((400, detail), (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task Predict_NoBars_SaysHowToGetSome()
    {
        await PublishAsync("job-1");

        ApiServer.Answer answer = await api.SendAsync("POST", $"/api/models/{Market}/predictions", Cancel);

        Assert.Equal((404, $"There are no bars of {symbol} 1h. Import some: st data import {symbol} 1h FILE."), (answer.Status, answer.Detail));
    }

    private static IEnumerable<ForecastRow> RowsOf(JsonElement answer) =>
        answer.GetProperty("predictions").EnumerateArray().Select(row => row.Deserialize<ForecastRow>(ApiJson.Options)!);

    private Task<LiveModel> PublishAsync(string id, IReadOnlyDictionary<string, byte[]>? files = null) =>
        Models.PublishAsync(new LiveModelDraft(symbol, Timeframe.H1, LiveModelSource.Job, id, files ?? LiveScene.First, 0.55, Figures), Cancel);

    private async Task<IReadOnlyList<AuditEntry>> AuditAsync() => (await api.Get<AuditStore>().PageAsync("model", Market, null, null, 100, null, Cancel)).Items;

    private async Task<BarSeries> StoreBarsAsync()
    {
        BarSeries bars = TrainingScene.MarketOf(symbol.Name, seed: 7).Slice(0, 1500);
        await api.Get<BarStore>().WriteAsync(bars, 0, Cancel);
        return bars;
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        ApiServer.Answer answer = await api.GetAsync(path, Cancel);
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }

    private async Task<JsonElement> PredictAsync(string query)
    {
        ApiServer.Answer answer = await api.SendAsync("POST", $"/api/models/{Market}/predictions?{query}", Cancel);
        Assert.Equal(200, answer.Status);
        return answer.Json;
    }
}
