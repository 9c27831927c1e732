using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace ServerlessTraining.Cli.Tests;

public sealed class StorageCommandTests : IDisposable
{
    private const string Report = """
        {"dry_run":true,"groups":[{"kind":"models","count":2,"bytes":12000,"names":["a/1","b/1"]},{"kind":"payloads","count":0,"bytes":0,"names":[]}],
         "bytes":12000,"notes":["3 models wait"]}
        """;

    private const string Stats = """
        {"markets":[{"symbol":"BTCUSDT","timeframe":"1h","trained":10,"kept":1,"bytes_trained":1000000,"bytes_kept":100000,"bytes_saved":900000,"saved_share":0.9}],
         "total":{"symbol":"all","timeframe":"all","trained":10,"kept":1,"bytes_trained":1000000,"bytes_kept":100000,"bytes_saved":900000,"saved_share":0.9},
         "models":{"count":5,"bytes":100000},"packed_models":4,"predictions":{"count":5,"bytes":1},"backtests":{"count":0,"bytes":0},"bars":{"count":2,"bytes":3},
         "checkpoints":{"count":1,"bytes":2},"payloads":{"count":0,"bytes":0},"orphans":{"count":7,"bytes":8}}
        """;

    private readonly StringWriter output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter errors = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task Stats_Figures_AreATableOfMarketsAndOneOfKinds()
    {
        using Recorder api = new(HttpStatusCode.OK, Stats);

        Assert.Equal(0, await RunAsync(api, "storage", "stats"));

        Assert.Equal("GET /api/storage/stats ", api.Request);
        Assert.Matches(@"BTCUSDT 1h\s+│ 10\s+│ 1\s+│ 1,000,000\s+│ 100,000\s+│ 90.0 %", output.ToString());
        Assert.Matches(@"orphans\s+│ 7\s+│ 8", output.ToString());
        Assert.Contains("4 models are compressed.", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", """{"days_old":null,"orphans":true,"checkpoints":true,"payloads":true,"histories":true,"dry_run":true}""")]
    [InlineData("--yes --days 9", """{"days_old":9,"orphans":true,"checkpoints":true,"payloads":true,"histories":true,"dry_run":false}""")]
    [InlineData("--orphans", """{"days_old":null,"orphans":true,"checkpoints":false,"payloads":false,"histories":false,"dry_run":true}""")]
    public async Task Cleanup_Options_AreWhatIsAskedFor(string options, string body)
    {
        using Recorder api = new(HttpStatusCode.OK, Report);

        Assert.Equal(0, await RunAsync(api, ["storage", "cleanup", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));

        Assert.Equal($"POST /api/storage/cleanup {body}", api.Request);
    }

    [Fact]
    public async Task Cleanup_DryRun_SaysWhatWouldGoAndHow()
    {
        using Recorder api = new(HttpStatusCode.OK, Report);

        Assert.Equal(0, await RunAsync(api, "storage", "cleanup"));

        Assert.Matches(@"models\s+│ 2\s+│ 12,000\s+│ a/1", output.ToString());
        Assert.Contains("3 models wait", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("12,000 bytes would be freed; delete them with --yes", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cleanup_Json_IsTheReport()
    {
        using Recorder api = new(HttpStatusCode.OK, Report);

        Assert.Equal(0, await RunAsync(api, "storage", "cleanup", "--json"));

        using JsonDocument json = JsonDocument.Parse(output.ToString());
        Assert.Equal(12000, json.RootElement.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task Cleanup_Refused_SaysWhy()
    {
        using Recorder api = new(HttpStatusCode.BadRequest, """{"status":400,"detail":"days_old is 0; a whole number from 1 to 3650, or nothing, is needed."}""");

        Assert.Equal(1, await RunAsync(api, "storage", "cleanup", "--days", "0"));

        Assert.Contains("days_old is 0; a whole number from 1 to 3650", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_PartsOneOfThemWithAFault_SumsListsAndFails()
    {
        using ScriptedApi api = new(
            (HttpStatusCode.OK, """{"counts":{"documents":3,"markets":2,"runs":1},"faults":[],"progress":0.5,"continuation":"a+b"}"""),
            (HttpStatusCode.OK, """{"counts":{"documents":4,"presets":1},"faults":[{"table":"runs","row":"runs/row!r","detail":"x is gone. Restore it."}],"progress":1}"""));

        Assert.Equal(1, await RunAsync(api, "storage", "verify"));

        Assert.Equal(["GET /api/storage/verify", "GET /api/storage/verify?continuation=a%2Bb"], api.Requests);
        Assert.Contains("broken: 1 things are missing or damaged", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  runs runs/row!r: x is gone. Restore it.", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("looked at: 7 documents, 2 markets, 1 runs, 0 models that are kept, 0 published, 0 candle runs, 1 presets", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("storage verify")]
    [InlineData("data verify")]
    public async Task Verify_NothingWrong_IsWhole(string command)
    {
        using ScriptedApi api = new((HttpStatusCode.OK, """{"counts":{"documents":3},"faults":[],"progress":1}"""));

        Assert.Equal(0, await RunAsync(api, command.Split(' ')));

        Assert.Contains("whole: 3 documents, 0 markets", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Done_NamesTheFolders()
    {
        using Recorder api = new(HttpStatusCode.OK, """{"models_folder":"/data/artifacts","models":3,"checkpoints_folder":"/data/checkpoints","checkpoints":1}""");

        Assert.Equal(0, await RunAsync(api, "storage", "export"));

        Assert.Equal("POST /api/storage/export ", api.Request);
        Assert.Contains("3 models copied to /data/artifacts", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 checkpoints copied to /data/checkpoints", output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(HttpMessageHandler api, params string[] arguments)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 240;
        CliContext context = new(console, output, errors, new ConfigurationBuilder().Build(), api, TimeProvider.System) { Root = null };
        return CliApp.RunAsync(arguments, context, TestContext.Current.CancellationToken);
    }

    private sealed class Recorder(HttpStatusCode status, string answer) : HttpMessageHandler
    {
        public string? Request { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Request = $"{request.Method} {request.RequestUri!.AbsolutePath} {body}";
            return new HttpResponseMessage(status) { Content = new StringContent(answer) };
        }
    }
}
