using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Orchestration.Dashboard;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Dashboard;

/// <summary>The body of the function as Azure calls it: no other guard stands before it.</summary>
public sealed class PageRequestsTests : IDisposable
{
    private const string Script = "assets/index-DiwrgT-a.js";
    private readonly ScratchFolder folder = new();
    private readonly PageRequests page;

    public PageRequestsTests()
    {
        folder.Write("dashboard/index.html", "<p>page</p>");
        folder.Write($"dashboard/{Script}", "let a;");
        folder.Write("dashboard/.env", "secret");
        folder.Write("dashboard/.hidden.txt", "secret");
        folder.Write("dashboard/assets/index.js.map", "secret");
        folder.Write("dashboard/appsettings.yaml", "secret");
        folder.Write("secret.txt", "secret");
        folder.Write("outside/secret.txt", "secret");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "dashboard", "link"), Path.Combine(folder.Path, "outside"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "dashboard", "link.txt"), Path.Combine(folder.Path, "secret.txt"));
        page = new PageRequests(new PageFiles(new PageOptions(Path.Combine(folder.Path, "nothing"), Path.Combine(folder.Path, "dashboard"))));
    }

    public static TheoryData<string> NotThere =>
    [
        "../secret.txt", "..", ".", "./index.html", "assets/../index.html", "assets/../../secret.txt", "%2e%2e/secret.txt", "%2e%2e%2fsecret.txt", "..%2fsecret.txt",
        "%252e%252e/secret.txt", "..\\secret.txt", "assets\\index-DiwrgT-a.js", "..%5csecret.txt", "..;/secret.txt", "/etc/passwd", "//etc/passwd", "/index.html", "C:\\secret.txt",
        "C:/secret.txt", "C:secret.txt", "\\\\server\\share\\secret.txt", "//server/share/secret.txt", "index.html\0", "index.html\0.txt", "\0", "index.html/", "index.html ",
        "index.html.", "index.html::$DATA", "INDEX.HTML", "assets", "assets/", "con", "nul.txt", "~/secret.txt", "link/secret.txt", "link.txt", ".env", ".hidden.txt",
        "assets/index.js.map", "appsettings.yaml", "secret.txt", "file:///etc/passwd", "\u2025/secret.txt", "\uff0e\uff0e/secret.txt", "*", "?", "index.html?x", "index.html#x",
        new string('a', 100_000), string.Concat(Enumerable.Repeat("../", 5_000)) + "secret.txt",
    ];

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(null, "text/html; charset=utf-8", "<p>page</p>", "no-cache")]
    [InlineData("", "text/html; charset=utf-8", "<p>page</p>", "no-cache")]
    [InlineData("index.html", "text/html; charset=utf-8", "<p>page</p>", "no-cache")]
    [InlineData(Script, "text/javascript; charset=utf-8", "let a;", "public, max-age=31536000, immutable")]
    public async Task Get_AFileOfThePage_IsIt(string? file, string type, string body, string caching)
    {
        DefaultHttpContext context = await GetAsync(file);

        Assert.Equal((200, type, body, caching), (context.Response.StatusCode, context.Response.ContentType, Body(context), context.Response.Headers.CacheControl.ToString()));
    }

    [Theory]
    [MemberData(nameof(NotThere))]
    public async Task Get_NoFileOfThePage_IsA404WithoutAWordOfIt(string file)
    {
        DefaultHttpContext context = await GetAsync(file);

        Assert.Equal((404, "no-store"), (context.Response.StatusCode, context.Response.Headers.CacheControl.ToString()));
        Assert.StartsWith("application/problem+json", context.Response.ContentType, StringComparison.Ordinal);
        Assert.DoesNotContain("secret\"", Body(context), StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, Body(context), StringComparison.Ordinal);
    }

    /// <summary>What is answered comes from the listing, so no request can reach a file.</summary>
    [Fact]
    public async Task Get_FolderGoneSinceTheFirstRequest_IsAsItWas()
    {
        await GetAsync(null);
        Directory.Delete(Path.Combine(folder.Path, "dashboard"), recursive: true);

        Assert.Equal("let a;", Body(await GetAsync(Script)));
    }

    [Fact]
    public async Task Get_BuiltSinceTheLastRequest_IsThere()
    {
        PageRequests late = new(new PageFiles(new PageOptions(Path.Combine(folder.Path, "late"))));
        DefaultHttpContext before = await GetAsync(null, requests: late);
        folder.Write("late/index.html", "<p>late</p>");

        Assert.Equal(404, before.Response.StatusCode);
        Assert.Contains(
            "The dashboard is not built. Build it: npm --prefix src/Dashboard ci && npm --prefix src/Dashboard run build; in Azure, publish the app again then.",
            Body(before), StringComparison.Ordinal);
        Assert.Equal("<p>late</p>", Body(await GetAsync(null, requests: late)));
    }

    [Fact]
    public async Task Get_WithoutASlash_GoesToTheFolderAndLeavesTheKeyBehind()
    {
        DefaultHttpContext context = await GetAsync(null, path: "/api/dashboard");

        Assert.Equal((302, "dashboard/"), (context.Response.StatusCode, context.Response.Headers.Location.ToString()));
    }

    [Fact]
    public async Task Head_AFile_HasItsHeadersAndNoBody()
    {
        DefaultHttpContext context = await GetAsync(Script, verb: "HEAD");

        Assert.Equal((200, 6, ""), (context.Response.StatusCode, context.Response.ContentLength, Body(context)));
    }

    [Fact]
    public async Task Get_KnownTag_Is304()
    {
        string tag = (await GetAsync(null)).Response.Headers.ETag.ToString();

        DefaultHttpContext again = await GetAsync(null, tag: tag);

        Assert.Equal((304, ""), (again.Response.StatusCode, Body(again)));
    }

    [Theory]
    [InlineData("st.azurewebsites.net", "max-age=31536000")]
    [InlineData("localhost:7071", "")]
    [InlineData("127.0.0.1", "")]
    [InlineData("[::1]:7071", "")]
    public async Task Get_OfAHost_AsksForTlsButOnThisMachine(string host, string header) =>
        Assert.Equal(header, (await GetAsync(null, host: host)).Response.Headers.StrictTransportSecurity.ToString());

    [Theory]
    [InlineData("assets/index-DiwrgT-a.js", true)]
    [InlineData("assets/fonts/inter-_aB3xYz9.woff2", true)]
    [InlineData("assets/app.js", false)]
    [InlineData("assets/app-123.js", false)]
    [InlineData("index.html", false)]
    [InlineData("index-DiwrgT-a.js", false)]
    [InlineData("x/assets/index-DiwrgT-a.js", false)]
    [InlineData("assets/index-DiwrgT-a.js\n", false)]
    public void CacheControl_OfAName_IsForEverWhereItHasAHash(string name, bool forever) =>
        Assert.Equal(forever ? "public, max-age=31536000, immutable" : "no-cache", PageHeaders.CacheControlOf(name));

    private static string Body(DefaultHttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());

    private async Task<DefaultHttpContext> GetAsync(
        string? file, string path = "/api/dashboard/", string verb = "GET", string host = "st.azurewebsites.net", string? tag = null, PageRequests? requests = null)
    {
        DefaultHttpContext context = new() { RequestServices = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider() };
        context.Request.Method = verb;
        context.Request.Host = new HostString(host);
        context.Request.Path = path;
        context.Request.QueryString = new QueryString("?code=key");
        if (tag is not null) context.Request.Headers.IfNoneMatch = tag;
        context.Response.Body = new MemoryStream();
        try
        {
            await (await (requests ?? page).GetAsync(context.Request, file, TestContext.Current.CancellationToken)).ExecuteAsync(context);
        }
        catch (RequestException refused)
        {
            await Problem.WriteAsync(context, refused);
        }

        return context;
    }
}
