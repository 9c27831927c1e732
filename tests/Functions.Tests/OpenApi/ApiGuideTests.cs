using System.Text;
using System.Text.RegularExpressions;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Functions.Tests.OpenApi;

/// <summary>The requests of docs/guides/api.md, sent to the real functions: the guide shows what comes back.</summary>
[Collection(FilledApi.Name)]
public sealed partial class ApiGuideTests(FilledApi api)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Guide_Requests_GiveWhatItShows()
    {
        string guide = await File.ReadAllTextAsync(Repository.PathOf("docs", "guides", "api.md"), Cancel);
        Match[] requests = [.. Request().Matches(guide).OfType<Match>()];
        StringBuilder real = new();
        foreach (Match request in requests)
        {
            ApiServer.Answer answer = await api.Server.GetAsync(request.Groups["path"].Value, Cancel);
            real.Append($"{request.Groups["command"].Value}\n{answer.Body}\n");
        }

        Assert.Equal(3, requests.Length);
        Assert.Equal(string.Concat(requests.Select(request => $"{request.Groups["command"].Value}\n{request.Groups["answer"].Value}\n")), real.ToString());
    }

    [GeneratedRegex("""
        ```console\n(?<command>\$ curl -s -H "x-functions-key: \$ST_KEY" "\$ST_URL(?<path>[^"]+)")\n(?<answer>.+)\n```
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Request();
}
