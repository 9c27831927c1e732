using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;
using Spectre.Console;

namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class DataCommandTests : IDisposable
{
    private const string Csv = "timestamp,open,high,low,close,volume\n2020-01-01T00:00:00Z,1,2,1,2,5\n2020-01-01T01:00:00Z,2,3,2,3,5\n";

    private const string Merged = """
        {"symbol":"BTCUSDT","timeframe":"1h","calendar":"crypto","added":2,"replaced":1,"kept":0,"equal":3,"count":45023,"first":"2020-01-01T00:00:00+00:00",
         "last":"2020-01-01T01:00:00+00:00","gaps":2,"missing_bars":127,"fingerprint_before":"aa","fingerprint_after":"bb"}
        """;

    private const string Info = """
        {"symbol":"BTCUSDT","timeframe":"1h","calendar":"crypto","count":2,"first":"2020-01-01T00:00:00+00:00","last":"2020-01-01T01:00:00+00:00",
         "fingerprint":"0123456789abcdef","gaps":0,"missing_bars":0,"written":"2020-01-02T00:00:00+00:00"}
        """;

    private readonly ScratchFolder folder = new();
    private readonly RecordingApi api = new();
    private readonly StringWriter output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter errors = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        folder.Dispose();
        api.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    [Theory]
    [InlineData("import BTCUSDT 1h FILE", "POST /api/bars/BTCUSDT/1h")]
    [InlineData("import btc-usdt H1 FILE --prefer new --calendar fx", "POST /api/bars/BTCUSDT/1h?prefer=new&calendar=fx")]
    [InlineData("import BTC/USDT 60m FILE --prefer old", "POST /api/bars/BTCUSDT/1h?prefer=old")]
    public async Task Import_File_IsSentAndTheMergeTold(string arguments, string request)
    {
        api.On(request, Merged);

        Assert.Equal(0, await RunAsync(arguments.Replace("FILE", folder.Write("a.csv", Csv), StringComparison.Ordinal)));

        Assert.Equal(Csv, Assert.Single(api.Bodies));
        Assert.Equal(
            """
            BTCUSDT 1h: 2 added, 1 replaced, 0 kept as stored, 3 equal
            now 45,023 bars, 2020-01-01T00:00:00Z to 2020-01-01T01:00:00Z (crypto calendar), 127 bars missing in 2 gaps
            fingerprint bb (was aa)

            """,
            output.ToString());
    }

    [Fact]
    public async Task Import_GzipAsJson_PrintsTheAnswerOnly()
    {
        string file = Path.Combine(folder.Path, "a.csv.gz");
        await using (GZipStream gzip = new(File.Create(file), CompressionLevel.Fastest)) gzip.Write(Encoding.ASCII.GetBytes(Csv));
        api.On("POST /api/bars/BTCUSDT/1h", Merged);

        Assert.Equal(0, await RunAsync($"import BTCUSDT 1h {file} --json"));

        using JsonDocument answer = JsonDocument.Parse(output.ToString());
        Assert.Equal(127, answer.RootElement.GetProperty("missing_bars").GetInt32());
    }

    [Fact]
    public async Task Import_BadLine_TellsFileAndLineAndSendsNothing()
    {
        string file = folder.Write("a.csv", Csv + "2020-01-01T02:00:00Z,1,2,1,x,5\n");

        Assert.Equal(1, await RunAsync($"import BTCUSDT 1h {file}"));

        Assert.StartsWith($"{file}: line 4, column 5 (close): 'x' is not a number.", errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task Import_Conflict_ListsThemAndFails()
    {
        api.On(
            "POST /api/bars/BTCUSDT/1h",
            """{"detail":"BTCUSDT 1h: 1 bar differs.","errors":[{"field":"2020-01-01T01:00:00Z","value":"close=3","allowed":"close=2 as stored"}]}""",
            HttpStatusCode.Conflict);

        Assert.Equal(1, await RunAsync($"import BTCUSDT 1h {folder.Write("a.csv", Csv)}"));

        Assert.Equal(
            $"BTCUSDT 1h: 1 bar differs.\n  2020-01-01T01:00:00Z: close=3; allowed: close=2 as stored{Environment.NewLine}", errors.ToString());
    }

    [Fact]
    public async Task Append_SeriesNotThere_SendsNothing()
    {
        api.On("GET /api/bars/BTCUSDT/1h", """{"detail":"There are no bars of BTCUSDT 1h."}""", HttpStatusCode.NotFound);

        Assert.Equal(1, await RunAsync($"append BTCUSDT 1h {folder.Write("a.csv", Csv)}"));

        Assert.Equal($"There are no bars of BTCUSDT 1h.{Environment.NewLine}", errors.ToString());
        Assert.Empty(api.Bodies);
    }

    [Fact]
    public async Task Append_SeriesThere_IsMerged()
    {
        api.On("GET /api/bars/BTCUSDT/1h", Info).On("POST /api/bars/BTCUSDT/1h", Merged);

        Assert.Equal(0, await RunAsync($"append BTCUSDT 1h {folder.Write("a.csv", Csv)}"));

        Assert.Equal(Csv, Assert.Single(api.Bodies));
    }

    [Fact]
    public async Task Synth_SameSeed_SendsTheSameBars()
    {
        for (int i = 0; i < 3; i++) api.On("POST /api/bars/SYNTHUSDT/1h?calendar=crypto", Merged);

        Assert.Equal(0, await RunAsync("synth SYNTHUSDT 1h --bars 100 --seed 7 --signal 0.2"));
        Assert.Equal(0, await RunAsync("synth SYNTHUSDT 1h --bars 100 --seed 7 --signal 0.2"));
        Assert.Equal(0, await RunAsync("synth SYNTHUSDT 1h --bars 100 --seed 8 --signal 0.2"));

        Assert.Equal(api.Bodies[0], api.Bodies[1]);
        Assert.NotEqual(api.Bodies[0], api.Bodies[2]);
        Assert.Equal(101, api.Bodies[0].TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Synth_ManyBars_GoInPartsWithProgressAndOneReport()
    {
        for (int i = 0; i < 2; i++) api.On("POST /api/bars/SYNTHUSDT/1m?calendar=crypto", Merged);

        Assert.Equal(0, await RunAsync("synth SYNTHUSDT 1m --bars 300001"));

        Assert.Equal(300_001, api.Bodies.Sum(body => body.AsSpan().Count('\n') - 1));
        string[] lines = output.ToString().Split(Environment.NewLine);
        Assert.Equal("SYNTHUSDT 1m: 100 % sent", lines.Last(line => line.EndsWith(" % sent", StringComparison.Ordinal)));
        Assert.Contains("BTCUSDT 1h: 4 added, 2 replaced, 0 kept as stored, 6 equal", lines);
    }

    [Fact]
    public async Task Synth_OptionsWrong_TellsAll()
    {
        Assert.Equal(1, await RunAsync("synth SYNTHUSDT 1h --bars 0 --signal 2"));

        Assert.Contains("Bars must be 1 to 5000000, but is 0.", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("SignalStrength must be 0 to 0.99, but is 2.", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Pages_AreOneTable()
    {
        api.On("GET /api/bars", $$"""{"items":[{{Info}}],"continuation":"a b"}""")
            .On("GET /api/bars?continuation=a%20b", $$"""{"items":[{{Info.Replace("BTC", "ETH", StringComparison.Ordinal)}}],"continuation":null}""");

        Assert.Equal(0, await RunAsync("list"));

        Assert.Contains("BTCUSDT", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("ETHUSDT", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("0123456789ab", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_Nothing_SaysHowToBringSome()
    {
        api.On("GET /api/bars", """{"items":[],"continuation":null}""");

        Assert.Equal(0, await RunAsync("list"));

        Assert.Equal("no bars are stored; ./st data import SYMBOL TIMEFRAME FILE brings some", output.ToString().Trim());
    }

    [Fact]
    public async Task Gaps_Pages_AreOneList()
    {
        const string Page = """
            {"symbol":"BTCUSDT","timeframe":"1h","calendar":"crypto","expected_bars":1000,"missing_bars":3,"missing_share":0.003,"bars_outside_hours":0,"gap_count":2,
             "gaps":[{"from":"2020-01-01T05:00:00+00:00","to":"2020-01-01T07:00:00+00:00","missing":2}],"continuation":NEXT}
            """;
        api.On("GET /api/bars/BTCUSDT/1h/gaps", Page.Replace("NEXT", "\"x\"", StringComparison.Ordinal))
            .On("GET /api/bars/BTCUSDT/1h/gaps?continuation=x", Page.Replace("NEXT", "null", StringComparison.Ordinal));

        Assert.Equal(0, await RunAsync("gaps BTCUSDT 1h --json"));
        Assert.Equal(2, JsonDocument.Parse(output.ToString()).RootElement.GetProperty("gaps").GetArrayLength());

        api.On("GET /api/bars/BTCUSDT/1h/gaps", Page.Replace("NEXT", "null", StringComparison.Ordinal));
        Assert.Equal(0, await RunAsync("gaps BTCUSDT 1h"));
        Assert.Contains("BTCUSDT 1h: 3 of 1,000 expected bars are missing (0.3 %), crypto calendar", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pulled", "null", 0, "pulled")]
    [InlineData("failed", "\"it is gone\"", 1, "drop: it is gone")]
    [InlineData("rate_limited", "\"later\"", 1, "rate limited")]
    public async Task Fetch_Outcome_GivesItsExitCode(string outcome, string error, int code, string shown)
    {
        api.On("POST /api/feeds/pull?feed=drop", $$"""
            {"results":[{"feed":"drop","at":"2020-01-01T00:00:00+00:00","outcome":"{{outcome}}","added":5,"replaced":0,"kept":0,"equal":1,"seconds":0.25,
             "notes":["a.csv waits"],"error":{{error}}}]}
            """);

        Assert.Equal(code, await RunAsync("fetch drop"));

        Assert.Contains(shown, output.ToString(), StringComparison.Ordinal);
        Assert.Contains("drop: a.csv waits", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_NoFeeds_SaysWhereTheyAreSet()
    {
        api.On("POST /api/feeds/pull", """{"results":[]}""");

        Assert.Equal(0, await RunAsync("fetch"));

        Assert.Equal("no feed is configured; configs/feeds.yaml has examples", output.ToString().Trim());
    }

    [Theory]
    [InlineData("import BTC?USDT 1h FILE", "'BTC?USDT' is not a symbol.")]
    [InlineData("import BTCUSDT 7h FILE", "'7h' is not a timeframe.")]
    [InlineData("import BTCUSDT 1h no-such-file", "no-such-file")]
    [InlineData("import BTCUSDT 1h FILE --prefer mine", "mine")]
    [InlineData("import BTCUSDT 1h FILE --calendar moon", "'moon' is not a market calendar.")]
    [InlineData("gaps BTCUSDT", "timeframe")]
    public async Task Run_ArgumentsWrong_Is2AndSaysWhich(string arguments, string words)
    {
        Assert.Equal(2, await RunAsync(arguments.Replace("FILE", folder.Write("a.csv", Csv), StringComparison.Ordinal)));

        Assert.Contains(words, errors.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway, "<html>", "answered 502 (BadGateway) without saying why. Is it this product that listens there?")]
    [InlineData(HttpStatusCode.OK, "<html>", "answered, but not with a list of series: something else listens there.")]
    public async Task List_StrangeAnswer_IsTold(HttpStatusCode status, string body, string words)
    {
        api.On("GET /api/bars", body, status);

        Assert.Equal(1, await RunAsync("list"));

        Assert.Contains(words, errors.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(string arguments)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 240;
        CliContext context = new(console, output, errors, new ConfigurationBuilder().Build(), api, TimeProvider.System) { Root = new RepositoryRoot(folder.Path) };
        return CliApp.RunAsync(["data", .. arguments.Split(' ')], context, TestContext.Current.CancellationToken);
    }
}
