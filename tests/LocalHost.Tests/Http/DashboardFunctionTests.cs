using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Functions;
using ServerlessTraining.Functions.Http;
using ServerlessTraining.Orchestration.Dashboard;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests.Http;

/// <summary>The page as a function, behind the real server.</summary>
public sealed class DashboardFunctionTests : IAsyncLifetime
{
    private const string Script = "assets/index-DiwrgT-a.js";
    private readonly ScratchFolder clone = new();
    private readonly PageOptions options;
    private TestHost host = null!;

    public DashboardFunctionTests()
    {
        clone.Write("host.json", "{}");
        clone.Write("src/Dashboard/secret.txt", "secret");
        clone.Write("src/Dashboard/dist/index.html", "<p>page</p>");
        clone.Write($"src/Dashboard/dist/{Script}", "let a;");
        options = new PageOptions(new RepositoryRoot(clone.Path).DashboardFiles);
    }

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(
        [typeof(DashboardFunction)],
        (builder, configuration) => FunctionsApp.Compose(builder, configuration),
        root: new RepositoryRoot(clone.Path));

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        clone.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData(Script)]
    public async Task Get_AFile_IsTheSameWithTheSameHeadersFromEachHost(string file)
    {
        TestHost.Answer local = await host.GetAsync(file, key: null);
        TestHost.Answer function = await host.GetAsync($"api/dashboard/{file}", key: null);

        Assert.Equal((200, local.Body), (function.Status, function.Body));
        Assert.Equal(Headers(local), Headers(function));
        Assert.Equal(Headers(function), await AzureHeadersAsync(file));
    }

    [Fact]
    public async Task Get_WithoutASlash_GoesToTheFolder()
    {
        TestHost.Answer answer = await host.GetAsync("api/dashboard?x=1", key: null);

        Assert.Equal((302, "dashboard/"), (answer.Status, answer.Headers["Location"]));
    }

    [Fact]
    public async Task Send_Head_HasTheLengthAndNoBody()
    {
        TestHost.Answer answer = await host.SendAsync("HEAD", $"api/dashboard/{Script}", key: null);

        Assert.Equal((200, "6", ""), (answer.Status, answer.Headers["Content-Length"], answer.Body));
    }

    [Fact]
    public async Task Send_Post_IsNotAllowed() => Assert.Equal(405, (await host.SendAsync("POST", "api/dashboard/", "{}")).Status);

    [Theory]
    [InlineData("..%2fsecret.txt")]
    [InlineData("%2e%2e%2fsecret.txt")]
    [InlineData("%252e%252e%252fsecret.txt")]
    [InlineData("assets/..%5c..%5csecret.txt")]
    [InlineData("assets/..%2f..%2fsecret.txt")]
    [InlineData("%2fetc%2fpasswd")]
    [InlineData("C:%5csecret.txt")]
    [InlineData("index.html%00")]
    [InlineData("%c0%ae%c0%ae/secret.txt")]
    [InlineData("nothing.html")]
    public async Task Get_OutsideOfTheFolder_IsNotThere(string path)
    {
        Uri url = new($"{host.Url}api/dashboard/{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using HttpRequestMessage request = new(HttpMethod.Get, url);

        using HttpResponseMessage response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        TestHost.Answer answer = await TestHost.Answer.ReadAsync(response);

        Assert.InRange(answer.Status, 400, 404);
        Assert.DoesNotContain("root:", answer.Body, StringComparison.Ordinal);
        Assert.NotEqual("secret", answer.Body);
    }

    private static IEnumerable<string> Headers(TestHost.Answer answer) => Headers(answer.Headers.Select(one => (one.Key, one.Value)));

    private static IEnumerable<string> Headers(IEnumerable<(string Name, string Value)> headers) => headers
        .Where(one => one.Name is not ("Date" or "Transfer-Encoding"))
        .Select(one => $"{one.Name}: {one.Value}").Order(StringComparer.Ordinal);

    // No server of ours stands before the function there; its address is not this machine's, but for the comparison.
    private async Task<IEnumerable<string>> AzureHeadersAsync(string file)
    {
        DefaultHttpContext context = new() { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Host = new HostString("localhost");
        context.Request.Path = $"/api/dashboard/{file}";
        IResult result = await new DashboardFunction(new PageRequests(new PageFiles(options))).GetAsync(context.Request, file, TestContext.Current.CancellationToken);
        await result.ExecuteAsync(context);
        return Headers(context.Response.Headers.Select(one => (one.Key, one.Value.ToString())));
    }
}
