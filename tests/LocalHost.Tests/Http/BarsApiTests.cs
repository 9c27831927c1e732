using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ServerlessTraining.Functions;
using ServerlessTraining.Functions.Http;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests.Http;

/// <summary>Bars and feeds of the product behind the real server.</summary>
public sealed class BarsApiTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Header = "timestamp,open,high,low,close,volume\n";
    private static int made;
    private readonly string symbol = $"T{Interlocked.Increment(ref made)}USDT";
    private TestHost host = null!;

    private string Series => $"/api/bars/{symbol}/1h";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        StorageOptions options = new() { ConnectionString = azurite.Server.ConnectionString };
        await new StorageSchema(new StorageAccounts(new StorageAccountOptions { Data = options }, TimeProvider.System).Data).EnsureAsync(Token);
        host = await TestHost.StartAsync(
            [typeof(BarsFunctions), typeof(FeedsFunctions)], (builder, configuration) => FunctionsApp.Compose(builder, configuration), azurite: azurite.Server.Ports);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Post_MoreThanABodyOfJsonMayHave_IsMerged()
    {
        string csv = Csv(40_000);
        Assert.InRange(csv.Length, JsonBody.MaxBytes + 1, CsvBody.MaxBytes);

        JsonElement answer = Good(await PostAsync(csv));

        Assert.Equal((40_000, 0), (answer.GetProperty("added").GetInt32(), answer.GetProperty("gaps").GetInt32()));
    }

    [Fact]
    public async Task Post_GzipInPieces_IsMerged()
    {
        using MemoryStream packed = new();
        await using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.ASCII.GetBytes(Csv(100)));
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(host.Url, Series)) { Content = new StreamContent(new MemoryStream(packed.ToArray())) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv; charset=utf-8");
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("x-functions-key", TestHost.Key);

        using HttpResponseMessage response = await host.Http.SendAsync(request, Token);

        Assert.Contains("\"added\":100,", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_LargerThanAllowed_Is413()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(host.Url, Series)) { Content = new ByteArrayContent(new byte[CsvBody.MaxBytes + 1]) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
        request.Headers.Add("x-functions-key", TestHost.Key);
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage response = await host.Http.SendAsync(request, Token);

        Assert.Equal(413, (int)response.StatusCode);
        Assert.Contains("at most 67,108,864 are allowed", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("")]
    public async Task Post_NoCsv_Is415(string type)
    {
        TestHost.Answer answer = await host.SendAsync("POST", Series, Csv(1), type: type);

        Assert.Equal((415, true), (answer.Status, answer.Detail.EndsWith("text/csv is needed.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Post_BadLine_Is400WithItsNumber()
    {
        TestHost.Answer answer = await PostAsync(Csv(3) + "2020-01-01T03:30:00Z,1,1,1,1,1\n");

        Assert.Equal(400, answer.Status);
        Assert.StartsWith("line 5, column 1 (timestamp): '2020-01-01T03:30:00Z' is not the start of a 1h bar", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0}%2FUSDT/1H")]
    [InlineData("{1}-usdt/60m")]
    [InlineData("{0}_USDT/H1")]
    public async Task Get_AnySpelling_IsTheSameSeries(string spelling)
    {
        Good(await PostAsync(Csv(3)));
        string name = symbol[..^"USDT".Length];

        JsonElement info = Good(await host.GetAsync($"/api/bars/{string.Format(CultureInfo.InvariantCulture, spelling, name, name.ToLowerInvariant())}"));

        Assert.Equal((symbol, "1h", 3), (info.GetProperty("symbol").GetString(), info.GetProperty("timeframe").GetString(), info.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task Get_Pages_GiveEveryBarOnce()
    {
        Good(await PostAsync(Csv(10)));
        List<string> times = [];
        for (string? next = ""; next is not null;)
        {
            string more = next.Length == 0 ? "" : $"&continuation={next}";
            JsonElement page = Good(await host.GetAsync($"{Series}?from=2020-01-01T02:00:00Z&to=2020-01-01T09:00:00+00:00&limit=3{more}"));
            times.AddRange(page.GetProperty("bars").EnumerateArray().Select(bar => bar[0].GetString()![11..13]));
            next = page.GetProperty("continuation").GetString();
        }

        Assert.Equal(["02", "03", "04", "05", "06", "07", "08"], times);
    }

    [Theory]
    [InlineData("?format=csv", null)]
    [InlineData("", "text/csv")]
    public async Task Get_Csv_IsAllOfItAsItWasSent(string query, string? accept)
    {
        Good(await PostAsync(Csv(1500)));

        TestHost.Answer answer = await host.GetAsync(Series + query, headers: accept is null ? [] : [("Accept", accept)]);

        Assert.Equal(("text/csv", Csv(1500)), (answer.Type, answer.Body));
    }

    [Fact]
    public async Task Get_CsvPage_TellsWhereTheNextBegins()
    {
        Good(await PostAsync(Csv(10)));

        TestHost.Answer answer = await host.GetAsync($"{Series}?format=csv&limit=4");

        Assert.Equal("2020-01-01T04:00:00Z", answer.Headers["x-continuation"]);
        Assert.Equal(Csv(4), answer.Body);
    }

    [Fact]
    public async Task Get_EmptyRange_IsAHeaderOrNoBars()
    {
        Good(await PostAsync(Csv(10)));

        Assert.Equal(Header, (await host.GetAsync($"{Series}?format=csv&from=2021-01-01")).Body);
        Assert.Equal(0, Good(await host.GetAsync($"{Series}?from=2021-01-01")).GetProperty("bars").GetArrayLength());
    }

    [Theory]
    [InlineData(
        "?limit=0&from=yesterday&format=xml",
        "format is 'xml'; csv, json or columns is needed. limit is '0'; a whole number from 1 to 5000 is needed. from is 'yesterday'; a time such as")]
    [InlineData("?limit=5001", "limit is '5001'; a whole number from 1 to 5000 is needed.")]
    [InlineData("?from=2021-01-01&to=2020-01-01", "to is '2020-01-01'; a time not before 2021-01-01T00:00:00Z is needed.")]
    public async Task Get_QueryWrong_TellsAllAtOnce(string query, string detail)
    {
        TestHost.Answer answer = await host.GetAsync(Series + query);

        Assert.Equal(400, answer.Status);
        Assert.StartsWith(detail, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NoMarket_TellsBothFaults()
    {
        TestHost.Answer answer = await host.GetAsync("/api/bars/B%20TC/7h");

        Assert.Equal(
            (400, "symbol is 'B TC'; letters and digits, as in BTCUSDT, btc-usdt or BTC%2FUSDT is needed. timeframe is '7h'; a timeframe such as 15m, 1h, 4h, 1d or 1w is needed."),
            (answer.Status, answer.Detail));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?limit=5")]
    [InlineData("/gaps")]
    public async Task Get_SeriesNotThere_Is404WithWhatToDo(string rest)
    {
        TestHost.Answer answer = await host.GetAsync(Series + rest);

        Assert.Equal(
            (404, $"There are no bars of {symbol} 1h. GET /api/bars (st data list) says what there is; st data import {symbol} 1h FILE brings some."),
            (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task Gaps_PageByPage_AreAllThere()
    {
        string[] lines = Csv(10).Split('\n');
        Good(await PostAsync(string.Join('\n', lines.Where((_, i) => i is not (3 or 5 or 6 or 8)))));

        JsonElement first = Good(await host.GetAsync($"{Series}/gaps?limit=2"));
        JsonElement second = Good(await host.GetAsync($"{Series}/gaps?limit=2&continuation={first.GetProperty("continuation").GetString()}"));

        Assert.Equal((3, 4), (first.GetProperty("gap_count").GetInt32(), first.GetProperty("missing_bars").GetInt32()));
        Assert.Equal([1, 2], first.GetProperty("gaps").EnumerateArray().Select(gap => gap.GetProperty("missing").GetInt32()));
        Assert.Equal("2020-01-01T07:00:00+00:00", Assert.Single(second.GetProperty("gaps").EnumerateArray()).GetProperty("from").GetString());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("continuation").ValueKind);
    }

    [Fact]
    public async Task List_PageByPage_HasEverySeries()
    {
        Good(await PostAsync(Csv(3)));
        Good(await host.SendAsync("POST", $"/api/bars/{symbol}/1d", Header + "2020-01-01T00:00:00Z,1,1,1,1,1\n", type: "text/csv"));
        List<string> found = [];
        for (string? next = ""; next is not null;)
        {
            JsonElement page = Good(await host.GetAsync($"/api/bars?limit=1{(next.Length == 0 ? "" : $"&continuation={Uri.EscapeDataString(next)}")}"));
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(one => $"{one.GetProperty("symbol").GetString()} {one.GetProperty("timeframe").GetString()}"));
            next = page.GetProperty("continuation").GetString();
        }

        Assert.Equal([$"{symbol} 1d", $"{symbol} 1h"], found.Where(one => one.StartsWith($"{symbol} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task List_ContinuationOfNothing_Is400() => Assert.Equal(400, (await host.GetAsync("/api/bars?continuation=junk")).Status);

    [Fact]
    public async Task Feeds_NoneConfigured_AreAnEmptyList()
    {
        Assert.Equal("""{"items":[]}""", (await host.GetAsync("/api/feeds")).Body);
        Assert.Equal("""{"results":[]}""", (await host.SendAsync("POST", "/api/feeds/pull")).Body);
        TestHost.Answer unknown = await host.SendAsync("POST", "/api/feeds/pull?feed=x");
        Assert.Equal((404, "There is no feed 'x'; no feed is configured (configs/feeds.yaml)."), (unknown.Status, unknown.Detail));
    }

    private static JsonElement Good(TestHost.Answer answer)
    {
        Assert.True(answer.Status == 200, answer.Body);
        return JsonDocument.Parse(answer.Body).RootElement;
    }

    private static string Csv(int count)
    {
        StringBuilder text = new(Header);
        DateTimeOffset time = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < count; i++) text.Append(CultureInfo.InvariantCulture, $"{time.AddHours(i):yyyy-MM-ddTHH:mm:ssZ},{100 + (i % 7)},200,50.25,{120 + (i % 5)},7\n");
        return text.ToString();
    }

    private Task<TestHost.Answer> PostAsync(string csv) => host.SendAsync("POST", Series, csv, type: "text/csv");
}
