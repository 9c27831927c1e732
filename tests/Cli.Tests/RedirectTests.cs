using System.Net;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests;

public sealed class RedirectTests : IDisposable
{
    private readonly HttpListener server = new();
    private readonly CliHttp http = new();
    private readonly int port = AzuriteServer.FreePorts(1)[0];
    private readonly List<string> asked = [];

    public RedirectTests()
    {
        server.Prefixes.Add($"http://127.0.0.1:{port}/");
        server.Start();
    }

    public void Dispose()
    {
        server.Close();
        http.Dispose();
    }

    [Theory]
    [InlineData(301, "https://example.com/api/storage/stats?code=hidden", "https://example.com/api/storage/stats", "https://example.com")]
    [InlineData(308, "https://example.com/app/api/storage/stats", "https://example.com/app/api/storage/stats", "https://example.com/app")]
    [InlineData(302, "/login", "http://127.0.0.1:PORT/login", "http://127.0.0.1:PORT")]
    public async Task Ask_AnswerIsARedirect_IsNotFollowedAndNamed(int status, string location, string shown, string origin)
    {
        Task answering = AnswerAsync(status, location);
        Dictionary<string, string?> settings = new() { ["ST_URL"] = $"http://127.0.0.1:{port}", ["ST_KEY"] = "secret-key" };

        CommandRun run = await CommandRun.OfAsync(http, terminal: false, settings, "storage", "stats");
        await answering;

        Assert.Equal(1, run.Code);
        Assert.Equal(
            $"http://127.0.0.1:{port}/api/storage/stats answered {status} and sends to {Here(shown)}. That is not followed, as the key would go there too. "
            + $"If the product is there, name it: ST_URL={Here(origin)}{Environment.NewLine}",
            run.Errors);
        Assert.Equal(["/api/storage/stats"], asked);
    }

    private string Here(string text) => text.Replace("PORT", $"{port}", StringComparison.Ordinal);

    private async Task AnswerAsync(int status, string location)
    {
        HttpListenerContext context = await server.GetContextAsync().WaitAsync(TestContext.Current.CancellationToken);
        asked.Add(context.Request.RawUrl!);
        context.Response.StatusCode = status;
        context.Response.RedirectLocation = location;
        context.Response.Close();
    }
}
