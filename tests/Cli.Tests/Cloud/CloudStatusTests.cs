using System.Net;
using System.Text.Json;

namespace ServerlessTraining.Cli.Tests.Cloud;

public sealed class CloudStatusTests : IDisposable
{
    private const string Healthy = """
        {"status":"healthy","version":"9.9.9","azure_runtime":"azure","dependencies":[{"name":"tables","kind":"storage","status":"healthy","milliseconds":1}]}
        """;

    private const string Unwell = """
        {"status":"unhealthy","version":"9.9.9","azure_runtime":"azure","dependencies":[
          {"name":"tables","kind":"storage","status":"unhealthy","detail":"403 from the data account","milliseconds":1},
          {"name":"xgboost","kind":"native","status":"not_installed","milliseconds":1}]}
        """;

    private readonly FakeMachine machine = new();

    public void Dispose() => machine.Dispose();

    [Fact]
    public async Task Status_EverythingAnswers_IsATable()
    {
        (CommandRun run, FakeApi api) = await AskAsync(HttpStatusCode.OK, Healthy);

        Assert.Equal(0, run.Code);
        Assert.Matches(@"app\s+│ func-training\s+│ healthy\s+│ -\s+│ https://func-training.example.net/ version 9.9.9", run.Output);
        Assert.Matches(@"cpu job\s+│ cpu-2\s+│ Running\s+│ 2026-03-01T12:00:00Z", run.Output);
        Assert.Matches(@"cpu job\s+│ cpu-1\s+│ Failed\s+│ 2026-03-01T10:00:00Z\s+│ ended 2026-03-01T10:05:00Z", run.Output);
        Assert.Matches(@"gpu job\s+│ -\s+│ none\s+│ -\s+│ networks are trained on CPUs", run.Output);
        Assert.Matches(@"queue\s+│ fold-tasks-cpu\s+│ 2 waiting", run.Output);
        Assert.Contains("all is well", run.Output, StringComparison.Ordinal);
        Assert.Equal(FakeMachine.Key, api.Key);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Status_Key_IsInNothingThatIsPrintedOrHandedOn(bool json)
    {
        (CommandRun run, _) = await AskAsync(HttpStatusCode.OK, Healthy, json ? ["--json"] : []);

        Assert.DoesNotContain(FakeMachine.Key, run.Output + run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeMachine.Key, string.Concat(machine.Calls("az").Concat(machine.Calls("azd"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Questions_AreAskedOfTheEnvironmentsOwnSubscription()
    {
        await AskAsync(HttpStatusCode.OK, Healthy);

        const string Of = $"[--subscription][{FakeMachine.SubscriptionId}]";
        Assert.Contains($"[containerapp][job][execution][list][--resource-group][rg-training][--name][job-cpu]{Of}[--output][json]", machine.Calls("az"));
        Assert.Contains(
            $"[functionapp][keys][list][--resource-group][rg-training][--name][func-training]{Of}[--query][functionKeys.default][--output][tsv]", machine.Calls("az"));
    }

    [Fact]
    public async Task Status_AppUnwell_NamesTheDependencyAndFails()
    {
        (CommandRun run, _) = await AskAsync(HttpStatusCode.ServiceUnavailable, Unwell);

        Assert.Equal(1, run.Code);
        Assert.Matches(@"dependency\s+│ tables\s+│ unhealthy \(!\)\s+│ -\s+│ 403 from the data account", run.Output);
        Assert.DoesNotContain("xgboost", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_JobCannotBeAsked_SaysWhyAndShowsTheRest()
    {
        machine.On("az", "containerapp", "", code: "3", errors: "WARNING: an extension\\nERROR: (ResourceNotFound) job-cpu");

        (CommandRun run, _) = await AskAsync(HttpStatusCode.OK, Healthy);

        Assert.Equal(1, run.Code);
        Assert.Matches(@"cpu job\s+│ job-cpu\s+│ not known \(!\)\s+│ -\s+│ ERROR: \(ResourceNotFound\) job-cpu", run.Output);
        Assert.Matches(@"app\s+│ func-training\s+│ healthy", run.Output);
        Assert.Matches(@"queue\s+│ fold-tasks-cpu\s+│ 2 waiting", run.Output);
    }

    [Fact]
    public async Task Status_NoKey_AsksWhatNeedsNone()
    {
        machine.On("az", "functionapp keys", "", code: "1", errors: "ERROR: Forbidden");

        (CommandRun run, FakeApi api) = await AskAsync(HttpStatusCode.OK, """{"status":"healthy","version":"9.9.9"}""");

        Assert.Null(api.Key);
        Assert.Matches(@"app\s+│ func-training\s+│ healthy \(!\)", run.Output);
        Assert.Contains("https://func-training.example.net/ version 9.9.9; its dependencies cannot be asked: ERROR: Forbidden", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "<html>", "does not answer as this product does; was the app published?")]
    [InlineData(HttpStatusCode.Unauthorized, "", "it answered 401 to the key that az gave")]
    public async Task Status_AnswerOfSomethingElse_SaysSo(HttpStatusCode status, string body, string reason)
    {
        (CommandRun run, _) = await AskAsync(status, body);

        Assert.Equal(1, run.Code);
        Assert.Contains(reason, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_AddressWithoutTls_GetsNoKey()
    {
        machine.Deployed("ST_URL", "http://func-training.example.net");

        (CommandRun run, FakeApi api) = await AskAsync(HttpStatusCode.OK, Healthy);

        Assert.Contains("which is no address that begins with https://", run.Output, StringComparison.Ordinal);
        Assert.Null(api.Key);
        Assert.DoesNotContain(machine.Calls("az"), call => call.StartsWith("[functionapp]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_ValueThatIsAnOption_IsHandedToNoTool()
    {
        machine.Deployed("ST_CPU_JOB", "--debug");

        (CommandRun run, _) = await AskAsync(HttpStatusCode.OK, Healthy);

        Assert.Matches(@"cpu job\s+│ --debug\s+│ not known \(!\)\s+│ -\s+│ ST_CPU_JOB of the environment 'training' is '--debug', which is no name of Azure", run.Output);
        Assert.DoesNotContain("[--debug]", string.Concat(machine.Calls("az")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_PoisonMessages_NeedALook()
    {
        machine.On("az", "storage message peek --queue-name fold-tasks-cpu-poison", """[{"id":"1"}]""");

        (CommandRun run, _) = await AskAsync(HttpStatusCode.OK, Healthy);

        Assert.Equal(1, run.Code);
        Assert.Matches(@"queue\s+│ fold-tasks-cpu-poison\s+│ 1 waiting \(!\)\s+│ -\s+│ they failed too often", run.Output);
    }

    [Fact]
    public async Task Status_NothingDeployed_SaysHow()
    {
        machine.Deployed("ST_URL", "");

        (CommandRun run, _) = await AskAsync(HttpStatusCode.OK, Healthy);

        Assert.Equal(1, run.Code);
        Assert.Contains("Nothing was deployed from the environment 'training' yet: it has no ST_URL. ./st cloud deploy does it.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Json_HasEverything()
    {
        (CommandRun run, _) = await AskAsync(HttpStatusCode.OK, Healthy, "--json");

        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal("https://func-training.example.net", json.RootElement.GetProperty("url").GetString());
        Assert.Equal("rg-training", json.RootElement.GetProperty("resource_group").GetString());
        Assert.Equal(8, json.RootElement.GetProperty("parts").GetArrayLength());
        Assert.Equal(6, json.RootElement.GetProperty("checks").GetArrayLength());
    }

    [Fact]
    public async Task Status_AppSendsElsewhere_SaysWhereAndShowsTheRest()
    {
        using Elsewhere api = new();

        CommandRun run = await machine.RunAsync(api, typed: null, ["status"]);

        Assert.Equal(1, run.Code);
        Assert.Matches(@"app\s+│ func-training\s+│ not known \(!\)\s+│ -\s+│ it sends to https://example.com", run.Output);
        Assert.Matches(@"cpu job\s+│", run.Output);
    }

    private async Task<(CommandRun Run, FakeApi Api)> AskAsync(HttpStatusCode status, string body, params IReadOnlyList<string> options)
    {
        using FakeApi api = new(status, body);
        return (await machine.RunAsync(api, typed: null, ["status", .. options]), api);
    }

    /// <summary>As <see cref="CliHttp"/> takes a redirect.</summary>
    private sealed class Elsewhere : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new CliException("it sends to https://example.com");
    }
}
