using System.Net;

namespace ServerlessTraining.Cli.Tests;

/// <summary>Answers every request the same way, or, without an answer, as a closed port does.</summary>
internal sealed class FakeApi(HttpStatusCode? answer, string body) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer is { } status
        ? Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) })
        : throw new HttpRequestException("Connection refused");
}
