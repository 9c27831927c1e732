using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;
using Spectre.Console;

namespace ServerlessTraining.Cli.Tests;

/// <summary>One body answers the start and the status here: each reads its own fields of it.</summary>
public sealed class RunCommandTests : IDisposable
{
    private const string Started = "\"run_id\":\"r1\",\"status_url\":\"/api/runs/r1/restore\",\"started\":\"2026-01-05T12:00:00Z\",\"folds\":2,\"done\":2";
    private const string Equal = $$"""{ {{Started}},"state":"completed","report":{"run_id":"r1","equal":true,"folds":2,"differences":[],"environment":[]} }""";

    private const string Differs = $$"""
        { {{Started}},"state":"completed","report":{"run_id":"r1","equal":false,"folds":2,
          "differences":[{"horizon":3,"fold":2,"what":"model","recorded":"aa","found":"bb"}],"environment":["the threads was 2 and is 4"]} }
        """;

    private readonly ScratchFolder folder = new();
    private readonly StringWriter output = new(CultureInfo.InvariantCulture);
    private readonly StringWriter errors = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    [Theory]
    [InlineData("restore")]
    [InlineData("reproduce")]
    public async Task Run_Equal_IsDone(string command)
    {
        Assert.Equal(0, await RunAsync(HttpStatusCode.OK, Equal, "run", command, "r1"));

        Assert.Equal("equal: 2 folds", output.ToString().Trim());
    }

    [Fact]
    public async Task Run_Differs_FailsAndSaysWhatDiffers()
    {
        Assert.Equal(1, await RunAsync(HttpStatusCode.OK, Differs, "run", "reproduce", "r1"));

        Assert.Equal(
            ["differs: 1 figures of 2 folds", "  fold 2 of horizon 3: model was aa and is bb", "  the threads was 2 and is 4"],
            output.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task Run_NoWait_SaysWhereItsStatusIs()
    {
        Assert.Equal(0, await RunAsync(HttpStatusCode.Accepted, Differs, "run", "restore", "r1", "--no-wait"));

        Assert.Equal("started; its status: /api/runs/r1/restore", output.ToString().Trim());
    }

    [Fact]
    public async Task Run_Json_IsTheStatus()
    {
        Assert.Equal(1, await RunAsync(HttpStatusCode.OK, Differs, "run", "reproduce", "r1", "--json"));

        using JsonDocument status = JsonDocument.Parse(output.ToString());
        Assert.Equal("bb", status.RootElement.GetProperty("report").GetProperty("differences")[0].GetProperty("found").GetString());
    }

    [Fact]
    public async Task Run_Refused_FailsWithTheDetail()
    {
        Assert.Equal(1, await RunAsync(HttpStatusCode.Conflict, """{"status":409,"detail":"Run r1 cannot be restored: its files were not deleted."}""", "run", "restore", "r1"));

        Assert.Equal("Run r1 cannot be restored: its files were not deleted.", errors.ToString().Trim());
    }

    [Fact]
    public async Task Run_Failed_SaysWhy()
    {
        Assert.Equal(1, await RunAsync(HttpStatusCode.OK, $$"""{ {{Started}},"state":"failed","error":"no trainer" }""", "run", "restore", "r1"));

        Assert.Equal("failed: no trainer", output.ToString().Trim());
    }

    [Fact]
    public async Task Run_NoRun_IsWrongUsage() => Assert.Equal(2, await RunAsync(HttpStatusCode.OK, Equal, "run", "restore"));

    private async Task<int> RunAsync(HttpStatusCode status, string body, params string[] arguments)
    {
        using FakeApi http = new(status, body);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 240;
        CliContext context = new(console, output, errors, new ConfigurationBuilder().Build(), http, TimeProvider.System) { Root = new RepositoryRoot(folder.Path) };
        return await CliApp.RunAsync(arguments, context, TestContext.Current.CancellationToken);
    }
}
