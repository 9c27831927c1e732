namespace ServerlessTraining.Cli.Tests.Commands;

public sealed class OpenCommandTests : IDisposable
{
    private readonly RecordingApi api = new();

    public void Dispose() => api.Dispose();

    [Fact]
    public async Task Open_LocalHost_PrintsTheLinkAndHowLongItWaits()
    {
        api.On("POST /signin/link", """{"url":"http://127.0.0.1:7071/signin?once=abc","minutes":10}""");

        CommandRun run = await CommandRun.OfAsync(api, ["open"]);

        Assert.Equal((0, "http://127.0.0.1:7071/signin?once=abc   (once, within 10 minutes)"), (run.Code, run.Output.Trim()));
    }
}
