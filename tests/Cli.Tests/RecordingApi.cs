using System.IO.Compression;
using System.Net;
using System.Text;

namespace ServerlessTraining.Cli.Tests;

/// <summary>Answers requests by their verb and address, in the order given for each, and keeps what was sent.</summary>
internal sealed class RecordingApi : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<(HttpStatusCode? Status, string Body)>> answers = [];

    /// <summary>Verb and address of each request.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The bodies of each request that had one, unpacked.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>Called with each request before it is answered.</summary>
    public Action<string>? Asked { get; set; }

    /// <summary>The next such request finds nobody there.</summary>
    public RecordingApi Loses(string request) => Add(request, null, "");

    public RecordingApi On(string request, string body, HttpStatusCode status = HttpStatusCode.OK) => Add(request, status, body);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string key = $"{request.Method} {request.RequestUri!.PathAndQuery}";
        Requests.Add(key);
        Asked?.Invoke(key);
        if (request.Content is { } content)
        {
            byte[] body = await content.ReadAsByteArrayAsync(cancellationToken);
            Bodies.Add(content.Headers.ContentEncoding.Contains("gzip") ? Unpack(body) : Encoding.UTF8.GetString(body));
        }

        (HttpStatusCode? status, string text) = answers.TryGetValue(key, out Queue<(HttpStatusCode?, string)>? queue) && queue.Count > 0
            ? queue.Dequeue()
            : throw new InvalidOperationException($"nothing is scripted for {key}");
        return new HttpResponseMessage(status ?? throw new HttpRequestException("Connection refused")) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
    }

    private RecordingApi Add(string request, HttpStatusCode? status, string body)
    {
        if (!answers.TryGetValue(request, out Queue<(HttpStatusCode?, string)>? queue)) answers[request] = queue = [];
        queue.Enqueue((status, body));
        return this;
    }

    private static string Unpack(byte[] packed)
    {
        using GZipStream gzip = new(new MemoryStream(packed), CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        return reader.ReadToEnd();
    }
}
