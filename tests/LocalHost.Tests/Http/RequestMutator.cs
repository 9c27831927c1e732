using System.Net.Http.Headers;
using System.Text;

namespace ServerlessTraining.LocalHost.Tests.Http;

/// <summary>Makes bad requests out of good ones, the same ones for the same seed.</summary>
internal sealed class RequestMutator(Random random, Uri host)
{
    private const string Good = """{"symbol":"BTC","count":2,"lines":[{"price":1.5,"when":"2026-01-31T12:00:00Z"}]}""";

    private static readonly string[] Verbs = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PURGE", "get"];

    private static readonly string[] Paths =
    [
        "api/health", "api/health/details", "api/items/7", "api/loose/6f9619ff-8b86-d011-b42d-00cf4fc964ff", "api/pages/3", "api/files/a/b", "api/orders", "api/raw",
        "api/everything", "api/start", "api/same", "signin?once=x", "", "runtime/webhooks/durabletask/instances?top=2", "runtime/webhooks/durabletask/instances/a",
        "api/instances?limit=2", "api/instances/a", "api/dashboard/index.html",
    ];

    private static readonly string[] PathParts =
    [
        "/", "/..", "/%2e%2e/", "%2f..%2f", "/%c0%af", "/%ff", "/%00", "/%0d%0a", "/-1", "/99999999999999999999", "/NaN", "/a%20b", "/%F0%9F%98%80", "//", ";x=1", "/..;/", "/con",
        "/%25%30%30", "\\..\\",
    ];

    private static readonly string[] Queries =
    [
        "top=-1", "top=x", "top=99999999999999", "runtimeStatus=Never", "createdTimeFrom=yesterday", "showInput=2", "code=x", "code=", "code=a&code=b", "once=",
        "instanceIdPrefix=%00", "=", "&&&", "a[]=1", "%ff=%ff", "x=%",
    ];

    private static readonly string[] Bodies =
    [
        "null", "[]", "\"\"", "0", "{}", """{"symbol":null}""", """{"symbol":{}}""", """{"symbol":"a","grade":9}""", """{"symbol":"a","lines":[null]}""", "\uFEFF{}",
        """{"symbol":"\ud800"}""", """{"\ud800":1,"count":"x"}""",
    ];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Origin", "https://evil.example"), ("Origin", "null"), ("Host", "evil.example"), ("Host", "localhost"), ("Content-Type", "text/plain"),
        ("Content-Type", "application/json; charset=utf-16"),
        ("Content-Type", "application/json;;;"), ("Content-Encoding", "gzip"), ("x-ms-continuation-token", "junk"), ("x-ms-continuation-token", "-5"), ("x-functions-key", "wrong"),
        ("Accept", "text/xml"),
        ("Accept", "!!"), ("Cookie", "st_session=x; ; =;"), ("Range", "bytes=5-1"), ("If-None-Match", "*"), ("Expect", "100-continue"), ("Sec-Fetch-Site", "cross-site"),
        ("X-HTTP-Method-Override", "DELETE"),
        ("X-Forwarded-Host", "evil.example"), ("Transfer-Encoding", "chunked"), ("Connection", "upgrade"),
    ];

    /// <returns>The request, and in words what it is.</returns>
    public (HttpRequestMessage Request, string Description) Next()
    {
        string path = Pick(Paths);
        string verb = random.Next(3) == 0 ? Pick(Verbs) : path is "api/orders" or "api/raw" or "api/start" ? "POST" : "GET";
        List<(string Name, string Value)> headers = random.Next(5) == 0 ? [] : [("x-functions-key", TestHost.Key)];
        byte[]? body = verb is "GET" or "HEAD" && random.Next(4) != 0 ? null : Encoding.UTF8.GetBytes(Good);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            switch (random.Next(5))
            {
                case 0: path = path.Insert(random.Next(path.Length + 1), Pick(PathParts)); break;
                case 1: path += (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + Pick(Queries); break;
                case 2: headers.Add(Headers[random.Next(Headers.Length)]); break;
                case 3: path += new string('x', random.Next(2_000)); break;
                default: body = Damage(body ?? Encoding.UTF8.GetBytes(Good)); break;
            }
        }

        HttpRequestMessage request = new(new HttpMethod(verb), new Uri($"{host}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        foreach ((string name, string value) in headers) Add(request, name, value);
        string sent = body is null ? "no body" : $"{body.Length} bytes {Convert.ToBase64String(body.AsSpan(0, Math.Min(body.Length, 150)))}";
        return (request, $"{verb} /{path} [{string.Join(", ", headers)}] {sent}");
    }

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (request.Headers.TryAddWithoutValidation(name, value) || request.Content is null) return;
        request.Content.Headers.Remove(name);
        request.Content.Headers.TryAddWithoutValidation(name, value);
    }

    private byte[] Damage(byte[] body)
    {
        switch (random.Next(7))
        {
            case 0: return body[..random.Next(body.Length + 1)];
            case 1:
                for (int i = random.Next(1, 6); i > 0 && body.Length > 0; i--) body[random.Next(body.Length)] = (byte)random.Next(256);
                return body;
            case 2: return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", random.Next(1, 5_000))));
            case 3: return Encoding.UTF8.GetBytes($"{{\"symbol\":\"x\",\"count\":{new string('9', random.Next(1, 400))}}}");
            case 4: return random.Next(10) == 0 ? new byte[(1024 * 1024) + random.Next(1, 1000)] : new byte[random.Next(100)];
            case 5: return Encoding.UTF8.GetBytes(Pick(Bodies));
            default: return [.. body, .. body];
        }
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
