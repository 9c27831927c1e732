using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Tests.Bars;

[Collection(StoredBarsTests.Name)]
public sealed class BarColumnsTests(StoredBars stored)
{
    private const string Names = "symbol timeframe count time open high low close volume first last more_before more_after";
    private readonly BarSeries bars = stored.Quarters;
    private readonly BarScene scene = stored.Scene;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Columns_AreThoseOfTheRows()
    {
        JsonElement rows = (await GetAsync("?limit=4200&format=json")).GetProperty("bars");
        JsonElement columns = await GetAsync("?limit=4200&format=columns");

        Assert.Equal(Names, string.Join(' ', columns.EnumerateObject().Select(one => one.Name)));
        Assert.Equal((scene.Symbol.Name, "15m"), (Text(columns, "symbol"), Text(columns, "timeframe")));
        Assert.Equal(4200, columns.GetProperty("count").GetInt32());
        Assert.Equal(
            rows.EnumerateArray().Select(row => row[0].GetDateTimeOffset().ToUnixTimeSeconds()), columns.GetProperty("time").EnumerateArray().Select(time => time.GetInt64()));
        foreach ((string name, int place) in Names.Split(' ')[4..9].Select((name, i) => (name, i + 1)))
        {
            Assert.Equal(rows.EnumerateArray().Select(row => row[place].GetRawText()), columns.GetProperty(name).EnumerateArray().Select(value => value.GetRawText()));
        }
    }

    [Fact]
    public async Task Get_ColumnsWithoutALimit_AreAllOfThem()
    {
        JsonElement columns = await GetAsync("?format=COLUMNS");

        Assert.Equal(bars.Volume.ToArray(), columns.GetProperty("volume").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal((TimeInterval.Text(bars.OpenTime(0)), TimeInterval.Text(bars.OpenTime(bars.Count - 1))), (Text(columns, "first"), Text(columns, "last")));
        Assert.Equal((false, false), More(columns));
    }

    [Fact]
    public async Task Get_LastBeforeTheFirst_GoesBackwardsOverEveryBarOnce()
    {
        List<long> times = [];
        for (string? to = ""; to is not null;)
        {
            JsonElement columns = await GetAsync($"?format=columns&side=last&limit=2000{(to.Length == 0 ? "" : $"&to={to}")}");
            times.InsertRange(0, columns.GetProperty("time").EnumerateArray().Select(time => time.GetInt64()));
            Assert.Equal(to.Length > 0, columns.GetProperty("more_after").GetBoolean());
            to = columns.GetProperty("more_before").GetBoolean() ? Text(columns, "first") : null;
        }

        Assert.Equal(Enumerable.Range(0, bars.Count).Select(i => bars.OpenTime(i).ToUnixTimeSeconds()), times);
    }

    [Theory]
    [InlineData("from=2100-01-01", true, false)]
    [InlineData("to=1990-01-01", false, true)]
    public async Task Get_EmptyRange_SaysWhereTheBarsAre(string range, bool before, bool after)
    {
        JsonElement columns = await GetAsync($"?format=columns&side=last&{range}");

        Assert.Equal((0, 0), (columns.GetProperty("count").GetInt32(), columns.GetProperty("close").GetArrayLength()));
        Assert.Equal((null, null), (Text(columns, "first"), Text(columns, "last")));
        Assert.Equal((before, after), More(columns));
    }

    [Theory]
    [InlineData("?format=columns&side=middle", "side is 'middle'; first or last is needed.")]
    [InlineData("?side=last", "side is 'last'; format=columns with it, or no side is needed.")]
    [InlineData("?format=columns&limit=200001", "limit is '200001'; a whole number from 1 to 200000 is needed.")]
    [InlineData("?format=columns&limit=0&side=x", "side is 'x'; first or last is needed. limit is '0'; a whole number from 1 to 200000 is needed.")]
    public async Task Get_QueryWrong_IsA400(string query, string detail)
    {
        (int status, string answer) = await scene.GetAsync(bars.Timeframe, query, Token);

        Assert.Equal((400, detail), (status, JsonDocument.Parse(answer).RootElement.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task Get_NoSeries_IsA404()
    {
        (int status, string answer) = await scene.GetAsync(Timeframe.H4, "?format=columns&side=last", Token);

        Assert.Equal(404, status);
        Assert.Contains($"There are no bars of {scene.Symbol} 4h", answer, StringComparison.Ordinal);
    }

    private static (bool Before, bool After) More(JsonElement columns) => (columns.GetProperty("more_before").GetBoolean(), columns.GetProperty("more_after").GetBoolean());

    private static string? Text(JsonElement columns, string name) => columns.GetProperty(name).GetString();

    private async Task<JsonElement> GetAsync(string query)
    {
        (int status, string answer) = await scene.GetAsync(bars.Timeframe, query, Token);
        Assert.True(status == 200, answer);
        return JsonDocument.Parse(answer).RootElement;
    }
}
