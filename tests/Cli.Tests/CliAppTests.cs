using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;
using Spectre.Console;

namespace ServerlessTraining.Cli.Tests;

public sealed class CliAppTests : IDisposable
{
    private const string Healthy = """{"status":"healthy","version":"9.9.9","azure_runtime":"local","dependencies":[{"name":"tables","kind":"storage","status":"healthy","milliseconds":1}]}""";
    private readonly ScratchFolder folder = new();
    private readonly StringWriter output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter errors = new(CultureInfo.InvariantCulture);
    private readonly Dictionary<string, string?> settings = [];

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task Doctor_LibraryBroken_ListsItAndFails()
    {
        WriteClone("""[{"name":"xgboost","file":"bad.so","version":"1.7.4","source":"debian"}]""");
        folder.Write(".native/bad.so", "no library");

        Assert.Equal(1, await RunAsync("doctor"));

        Assert.Contains("does not load (!)", output.ToString(), StringComparison.Ordinal);
        // What compat/ stands in for is needed by a build for Azure.
        int bad = BuildInfo.AzureRuntime == "azure" ? 4 : 3;
        Assert.Contains($"{bad} of 7 need attention", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_Json_HasEveryPackageWithItsSource()
    {
        WriteClone("[]");

        Assert.Equal(1, await RunAsync("doctor", "--json"));

        using JsonDocument report = JsonDocument.Parse(output.ToString());
        JsonElement package = report.RootElement.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "Azure.Data.Tables");
        Assert.Equal("feed", package.GetProperty("source").GetString());
        Assert.Equal("12.11.0", package.GetProperty("version").GetString());
    }

    [Theory]
    [InlineData("--help", "  st [command] [options]")]
    [InlineData("doctor --help", "  st doctor [options]")]
    public async Task Help_Usage_NamesTheCommandPeopleType(string arguments, string usage)
    {
        Assert.Equal(0, await RunAsync(arguments.Split(' ')));

        Assert.Contains(usage, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NoSources_SaysWhatToDo()
    {
        folder.Write(".native/manifest.json", "[]");

        Assert.Equal(1, await RunAsync("doctor"));

        Assert.Contains("sources.json' is missing. Run ./run or ./test once more", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, Healthy, 0)]
    [InlineData(HttpStatusCode.ServiceUnavailable, """{"status":"unhealthy","version":"1","azure_runtime":"local","dependencies":[]}""", 1)]
    public async Task Health_Answer_GivesItsExitCode(HttpStatusCode status, string body, int code)
    {
        Assert.Equal(code, await RunAsync(new FakeApi(status, body), "health"));

        Assert.Contains("healthy: version", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_NothingAnswers_SaysHowToStart()
    {
        Assert.Equal(1, await RunAsync("health"));

        Assert.Equal(
            $"Nothing answers at http://127.0.0.1:7071/api/health/details. Start it with ./run, or set ST_URL or ST_PORT to where it runs.{Environment.NewLine}",
            errors.ToString());
    }

    [Fact]
    public async Task Health_KeyGiven_IsSent()
    {
        settings["ST_KEY"] = "abc";
        FakeApi api = new(HttpStatusCode.OK, Healthy);

        Assert.Equal(0, await RunAsync(api, "health"));

        Assert.Equal("abc", api.Key);
    }

    [Fact]
    public async Task Health_NoKeyAndNoInstanceOfThisFolder_SendsNone()
    {
        LocalKeys.ReadOrCreate(Path.Combine(folder.Path, "azurite", "data"));
        FakeApi api = new(HttpStatusCode.OK, Healthy);

        Assert.Equal(0, await RunAsync(api, "health"));

        Assert.Null(api.Key);
    }

    [Fact]
    public async Task Health_KeyRefused_SaysWhereKeysComeFrom()
    {
        Assert.Equal(1, await RunAsync(new FakeApi(HttpStatusCode.Unauthorized, "{}"), "health"));

        Assert.Equal(
            $"http://127.0.0.1:7071/api/health/details wants another key. Set ST_KEY to it, or ST_DATA to the data folder of the product that runs there.{Environment.NewLine}",
            errors.ToString());
    }

    [Fact]
    public async Task Down_NothingRuns_IsDone()
    {
        Assert.Equal(0, await RunAsync("down"));

        Assert.Equal("nothing is running", output.ToString().Trim());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("health", "--nonsense")]
    public async Task Run_WrongUsage_Is2(params string[] arguments) => Assert.Equal(2, await RunAsync(arguments));

    [Fact]
    public async Task Run_WrongOption_NamesTheHelpOfThatCommand()
    {
        Assert.Equal(2, await RunAsync("queue", "create", "grid.yaml", "--nonsense"));

        Assert.EndsWith($"See ./st queue create --help.{Environment.NewLine}", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cloud", "what-if", "st cloud [command] [options]")]
    [InlineData("storage nonsense", "verify", "st storage [command] [options]")]
    [InlineData("", "doctor", "st [command] [options]")]
    public async Task Run_GroupWithoutAVerb_Is2AndListsTheVerbs(string arguments, string verb, string usage)
    {
        Assert.Equal(2, await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Contains($"  {verb} ", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(usage, errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public async Task Down_NoteThatCameWithACopy_LeavesTheOtherInstanceAlone()
    {
        using InstanceStandIn other = await InstanceStandIn.StartAsync(TestContext.Current.CancellationToken);
        string original = Path.Combine(folder.Path, "original");
        Directory.CreateDirectory(original);
        new RunningInstance(other.Id, "http://127.0.0.1:1").Write(original);
        string data = Path.Combine(folder.Path, "azurite", "data");
        Directory.CreateDirectory(data);
        File.Copy(Path.Combine(original, "instance.json"), Path.Combine(data, "instance.json"));

        Assert.Equal(0, await RunAsync("down"));

        Assert.Equal("nothing is running", output.ToString().Trim());
        Assert.Equal(
            $"instance.json in {data} is that of {RealPath.Of(original)}, from which it was copied: ignored. The next start writes a new one.{Environment.NewLine}",
            errors.ToString());
        Assert.True(other.IsAlive);
    }

    private void WriteClone(string manifest)
    {
        folder.Write(".native/manifest.json", manifest);
        folder.Write(".packages/sources.json", """
            [{"id":"Azure.Data.Tables","version":"12.11.0","source":"feed"},{"id":"Microsoft.DurableTask.Client","version":"1.25.0","source":"missing"}]
            """);
    }

    private Task<int> RunAsync(params string[] arguments) => RunAsync(new FakeApi(answer: null, string.Empty), arguments);

    private async Task<int> RunAsync(FakeApi api, params string[] arguments)
    {
        using FakeApi http = api;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 240;
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        CliContext context = new(console, output, errors, configuration, http, TimeProvider.System) { Root = new RepositoryRoot(folder.Path) };
        return await CliApp.RunAsync(arguments, context, TestContext.Current.CancellationToken);
    }
}
