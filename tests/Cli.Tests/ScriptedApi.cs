using System.Net;

namespace ServerlessTraining.Cli.Tests;

/// <summary>Answers each request with the next answer, the last one for ever, and remembers what was asked.</summary>
internal sealed class ScriptedApi(params IReadOnlyList<(HttpStatusCode Status, string Body)> answers) : HttpMessageHandler
{
    /// <summary>`GET /api/runs?limit=50`.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Empty where a request had none.</summary>
    public List<string> Bodies { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        (HttpStatusCode status, string body) = answers[Math.Min(Requests.Count, answers.Count - 1)];
        Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        return new HttpResponseMessage(status) { Content = new StringContent(body) };
    }
}
