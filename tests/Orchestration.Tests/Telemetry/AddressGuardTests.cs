using System.Diagnostics;
using ServerlessTraining.Orchestration.Telemetry;

namespace ServerlessTraining.Orchestration.Tests.Telemetry;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("url.query", "?code=secret", null)]
    [InlineData("url.query", "code=secret", null)]
    [InlineData("url.full", "http://127.0.0.1/api/x?code=secret", "http://127.0.0.1/api/x")]
    [InlineData("http.target", "/api/x?code=secret", "/api/x")]
    [InlineData("url.full", "http://127.0.0.1/api/x", "http://127.0.0.1/api/x")]
    [InlineData("url.path", "/api/x", "/api/x")]
    public void OnEnd_AnAddress_LosesItsQuery(string tag, string before, string? after)
    {
        using AddressGuard guard = new();
        using Activity span = new("request");
        span.SetTag(tag, before);

        guard.OnEnd(span);

        Assert.Equal(after, span.GetTagItem(tag));
    }
}
