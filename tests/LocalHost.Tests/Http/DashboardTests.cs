using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests.Http;

public sealed class DashboardTests : IDisposable
{
    private readonly ScratchFolder clone = new();

    public DashboardTests() => clone.Write("host.json", "{}");

    public void Dispose() => clone.Dispose();

    [Fact]
    public async Task Get_NotBuilt_SaysHowToBuild()
    {
        await using TestHost host = await StartAsync();

        TestHost.Answer answer = await host.GetAsync("", key: null);

        Assert.Equal((404, "The dashboard is not built. Build it: npm --prefix src/Dashboard ci && npm --prefix src/Dashboard run build"), (answer.Status, answer.Detail));
    }

    [Theory]
    [InlineData("", "text/html", "<p>page</p>", "no-cache")]
    [InlineData("assets/app.js", "text/javascript", "let a;", "no-cache")]
    [InlineData("assets/app-DiwrgT-a.js", "text/javascript", "let b;", "public, max-age=31536000, immutable")]
    public async Task Get_Built_IsServedWithoutAKey(string path, string type, string body, string caching)
    {
        clone.Write("src/Dashboard/dist/index.html", "<p>page</p>");
        clone.Write("src/Dashboard/dist/assets/app.js", "let a;");
        clone.Write("src/Dashboard/dist/assets/app-DiwrgT-a.js", "let b;");
        await using TestHost host = await StartAsync();

        TestHost.Answer answer = await host.GetAsync(path, key: null);

        Assert.Equal((200, type, body, caching), (answer.Status, answer.Type, answer.Body, answer.Headers["Cache-Control"]));
    }

    [Fact]
    public async Task Get_BuiltAgain_IsTheNewPage()
    {
        clone.Write("src/Dashboard/dist/index.html", "<p>page</p>");
        await using TestHost host = await StartAsync();
        Assert.Equal("<p>page</p>", (await host.GetAsync("", key: null)).Body);

        clone.Write("src/Dashboard/dist/index.html", "<p>page with more</p>");
        clone.Write("src/Dashboard/dist/assets/more.js", "let more;");

        Assert.Equal("<p>page with more</p>", (await host.GetAsync("", key: null)).Body);
        Assert.Equal("let more;", (await host.GetAsync("assets/more.js", key: null)).Body);
    }

    [Fact]
    public async Task Send_PostToThePage_IsNotAnsweredWithIt()
    {
        clone.Write("src/Dashboard/dist/index.html", "<p>page</p>");
        await using TestHost host = await StartAsync();

        Assert.NotEqual(200, (await host.SendAsync("POST", "index.html", "{}", key: null)).Status);
    }

    [Theory]
    [InlineData("%2e%2e/package.json")]
    [InlineData("..%2fpackage.json")]
    [InlineData("assets/..%5c..%5cpackage.json")]
    [InlineData(".env")]
    [InlineData("notes.md")]
    public async Task Get_OutsideOfTheFolder_IsNotThere(string path)
    {
        clone.Write("src/Dashboard/dist/index.html", "<p>page</p>");
        clone.Write("src/Dashboard/dist/.env", "secret");
        clone.Write("src/Dashboard/dist/notes.md", "secret");
        clone.Write("src/Dashboard/package.json", "secret");
        await using TestHost host = await StartAsync();

        TestHost.Answer answer = await host.GetAsync(path, key: null);

        Assert.Equal(404, answer.Status);
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync([typeof(ShopApp)], compose: null, root: new RepositoryRoot(clone.Path));
}
