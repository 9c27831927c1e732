using System.Net;

namespace ServerlessTraining.Cli.Tests;

/// <summary>Answers every request the same way, or, without an answer, as a closed port does.</summary>
internal sealed class FakeApi(HttpStatusCode? answer, string body) : HttpMessageHandler
{
    /// <summary>The key of the last request; null when it brought none.</summary>
    public string? Key { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Key = request.Headers.TryGetValues("x-functions-key", out IEnumerable<string>? keys) ? string.Join(',', keys) : null;
        return answer is { } status
            ? Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) })
            : throw new HttpRequestException("Connection refused");
    }
}
