using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Functions;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.Keys;
using ServerlessTraining.LocalHost.Tests.Http;

namespace ServerlessTraining.LocalHost.Tests.Keys;

public sealed class KeyTests
{
    private static readonly Type[] Types = [.. typeof(FunctionsApp).Assembly.GetExportedTypes(), typeof(ShopApp)];

    public static TheoryData<string, string> KeyedEndpoints
    {
        get
        {
            TheoryData<string, string> data = new()
            {
                { "GET", "runtime/webhooks/durabletask/instances" },
                { "GET", "runtime/webhooks/durabletask/instances/x" },
                { "DELETE", "runtime/webhooks/durabletask/instances/x" },
                { "POST", "signin/link" },
            };
            foreach (HttpFunction function in FunctionDiscovery.Find(new ConfigurationBuilder().Build(), Types).Http.Where(f => f.Name is not ("Health" or "Dashboard" or "Same")))
            {
                string path = string.Join('/', function.Route.Split('/').Select(part => part.StartsWith('{') ? "1" : part));
                foreach (string verb in function.Verbs.Count == 0 ? ["GET", "POST"] : function.Verbs) data.Add(verb, $"api/{path}");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(KeyedEndpoints))]
    public async Task Send_WithoutKey_Is401AtEveryEndpointButHealth(string verb, string path)
    {
        await using TestHost host = await StartOwnAsync();

        TestHost.Answer answer = await host.SendAsync(verb, path, key: null);

        Assert.Equal(401, answer.Status);
        Assert.Equal("There is no key. Send the key of keys.json in the data folder as the header x-functions-key, or open the link that ./st open shows.", answer.Detail);
        Assert.Equal("FunctionKey", answer.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task Get_Health_TellsStrangersItsStatusAndNothingOfTheMachine()
    {
        await using TestHost host = await StartOwnAsync();

        TestHost.Answer answer = await host.GetAsync("api/health", key: null);

        Assert.Matches("^\\{\"status\":\"unhealthy\",\"version\":\"[0-9.]+\"\\}$", answer.Body);
        TestHost.Answer details = await host.GetAsync("api/health/details");
        Assert.Contains("\"dependencies\":[{\"name\":\"tables\"", details.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey=", details.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-functions-key", TestHost.Key, 200)]
    [InlineData("X-Functions-Key", TestHost.Key, 200)]
    [InlineData("x-functions-key", "wrong", 401)]
    [InlineData("x-functions-key", "", 401)]
    [InlineData("x-functions-key", TestHost.Key + " ", 200)]
    [InlineData("x-functions-key", TestHost.Key + "x", 401)]
    public async Task Get_HeaderKey_MustBeTheKey(string name, string value, int status)
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        Assert.Equal(status, (await host.GetAsync("api/items/1", key: null, (name, value))).Status);
    }

    [Fact]
    public async Task Get_QueryKey_LetsInAndGoesNoFurther()
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        TestHost.Answer answer = await host.GetAsync($"api/items/1?a=1&code={TestHost.Key}&b=x%26y", key: null);

        Assert.Equal((200, "{\"id\":1,\"query\":\"?a=1&b=x%26y\",\"key\":false}"), (answer.Status, answer.Body));
        Assert.DoesNotContain(TestHost.Key, host.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("code=", host.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_Link_WorksOnceAndGivesACookieThatScriptsCannotRead()
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));
        Uri link = new(SignIn.LinkFor(host.Url, host.Sessions.IssueLink()));

        TestHost.Answer first = await host.GetAsync(link.PathAndQuery, key: null);
        TestHost.Answer second = await host.GetAsync(link.PathAndQuery, key: null);

        Assert.Equal((303, "/"), (first.Status, first.Headers["Location"]));
        Assert.Matches($"^st_session_{host.Url.Port}=[\\w-]{{43}}; path=/; samesite=strict; httponly$", first.Headers["Set-Cookie"]);
        Assert.Equal(403, second.Status);
        Assert.StartsWith("The sign-in link is wrong, used already or older than 10 minutes.", second.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", second.Headers.Keys);
    }

    [Fact]
    public async Task SignInLink_WithKey_GivesALinkThatSignsIn()
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        TestHost.Answer answer = await host.SendAsync("POST", "signin/link");

        using JsonDocument link = JsonDocument.Parse(answer.Body);
        Uri url = new(link.RootElement.GetProperty("url").GetString()!);
        Assert.Equal((host.Url.Authority, 10), (url.Authority, link.RootElement.GetProperty("minutes").GetInt32()));
        Assert.Equal(303, (await host.GetAsync(url.PathAndQuery, key: null)).Status);
    }

    [Theory]
    [InlineData("GET", "", "", 200)]
    [InlineData("GET", "same-origin", "", 200)]
    [InlineData("GET", "none", "", 200)]
    [InlineData("GET", "same-site", "", 403)]
    [InlineData("GET", "cross-site", "", 403)]
    [InlineData("POST", "", "", 403)]
    [InlineData("POST", "", "own", 200)]
    [InlineData("POST", "same-origin", "own", 200)]
    [InlineData("POST", "same-origin", "", 200)]
    [InlineData("POST", "none", "", 403)]
    [InlineData("POST", "same-site", "", 403)]
    [InlineData("POST", "same-site", "own", 403)]
    public async Task Send_Cookie_ChangesThingsOnlyFromOwnPages(string verb, string site, string origin, int status)
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));
        List<(string, string)> headers = [("Cookie", await SignInAsync(host))];
        if (site.Length > 0) headers.Add(("Sec-Fetch-Site", site));
        if (origin.Length > 0) headers.Add(("Origin", host.Url.GetLeftPart(UriPartial.Authority)));

        TestHost.Answer answer = await host.SendAsync(verb, "api/everything", key: null, headers: [.. headers]);

        Assert.Equal((status, status == 403), (answer.Status, answer.IsProblem));
    }

    [Fact]
    public async Task Get_UnknownCookie_Is401()
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        TestHost.Answer answer = await host.GetAsync("api/everything", key: null, ("Cookie", $"st_session_{host.Url.Port}=x"));

        Assert.Equal(401, answer.Status);
        Assert.StartsWith("The browser's session has ended.", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Redeem_LinkTooOld_IsRefused()
    {
        Clock clock = new();
        Sessions sessions = new(clock);
        string inTime = sessions.IssueLink(), late = sessions.IssueLink();

        clock.Now += TimeSpan.FromMinutes(10);
        Assert.NotNull(sessions.Redeem(inTime));
        clock.Now += TimeSpan.FromTicks(1);
        Assert.Null(sessions.Redeem(late));
    }

    private static Task<TestHost> StartOwnAsync() => TestHost.StartAsync(
        Types, (builder, configuration) => FunctionsApp.Compose(builder, configuration), new FakeHub());

    private static async Task<string> SignInAsync(TestHost host) =>
        (await host.GetAsync(new Uri(SignIn.LinkFor(host.Url, host.Sessions.IssueLink())).PathAndQuery, key: null)).Headers["Set-Cookie"].Split(';')[0];

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
