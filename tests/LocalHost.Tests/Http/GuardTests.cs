namespace ServerlessTraining.LocalHost.Tests.Http;

public sealed class GuardTests
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("10.0.0.1:7071")]
    public async Task Get_HostOfAnotherName_IsRefused(string name)
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        TestHost.Answer answer = await host.GetAsync("api/same", headers: ("Host", name));

        Assert.Equal((400, $"Host is '{name}'; 127.0.0.1 or localhost is allowed."), (answer.Status, answer.Detail));
    }

    [Theory]
    [InlineData("POST", "https://evil.example", 403)]
    [InlineData("POST", "null", 403)]
    [InlineData("POST", "http://127.0.0.1:1", 403)]
    [InlineData("OPTIONS", "https://evil.example", 403)]
    [InlineData("DELETE", "https://evil.example", 403)]
    [InlineData("GET", "https://evil.example", 200)]
    [InlineData("HEAD", "https://evil.example", 200)]
    [InlineData("POST", "own", 200)]
    [InlineData("POST", "", 200)]
    public async Task Send_Origin_MustBeThisHostForAllButReading(string verb, string origin, int status)
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));
        string value = origin == "own" ? host.Url.GetLeftPart(UriPartial.Authority) : origin;

        TestHost.Answer answer = await host.SendAsync(verb, "api/everything", headers: value.Length == 0 ? [] : [("Origin", value)]);

        Assert.Equal(status, answer.Status);
        if (status == 403) Assert.Equal($"Origin is '{value}'; only {host.Url.GetLeftPart(UriPartial.Authority)} may send {verb} here.", answer.Detail);
    }

    [Theory]
    [InlineData("api/same")]
    [InlineData("api/items/1")]
    [InlineData("nothing")]
    [InlineData("signin")]
    [InlineData("")]
    public async Task Get_AnyAnswer_HasTheSecurityHeaders(string path)
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        TestHost.Answer answer = await host.GetAsync(path, key: null);

        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-referrer", answer.Headers["Referrer-Policy"]);
        // The page, where it is built, is asked for again each time; answers are never stored.
        Assert.Equal(path.Length == 0 && answer.Status == 200 ? "no-cache" : "no-store", answer.Headers["Cache-Control"]);
        Assert.StartsWith("default-src 'none'; script-src 'self';", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.EndsWith("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("Access-Control-Allow-Origin", answer.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("Server", answer.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }
}
