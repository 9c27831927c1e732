using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Tests.Feeds;

/// <summary>An exchange on loopback: hourly bars without end, but for those it lacks, and whatever else a test wants it to answer.</summary>
internal sealed class FakeExchange : IAsyncDisposable
{
    public const string Path = "/api/v3/klines";
    private static readonly long Hour = (long)Timeframe.H1.Duration.TotalMilliseconds;
    private readonly WebApplication app;

    private FakeExchange(WebApplication app) => this.app = app;

    /// <summary>What was asked, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Open times that it has no bar for.</summary>
    public HashSet<DateTimeOffset> Missing { get; } = [];

    /// <summary>Answers in place of bars, one a call; null gives bars.</summary>
    public Queue<Func<HttpContext, Task>?> Answers { get; } = [];

    /// <summary>Before each answer.</summary>
    public Action<HttpResponse> Headers { get; set; } = _ => { };

    /// <summary>What is added to each close: an exchange that changed its mind.</summary>
    public double Shift { get; set; }

    public Uri Endpoint => new(app.Urls.Single() + Path);

    public static async Task<FakeExchange> StartAsync(CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication server = builder.Build();
        FakeExchange exchange = new(server);
        server.Run(exchange.AnswerAsync);
        await server.StartAsync(cancellation);
        return exchange;
    }

    /// <summary>The answer is of this status, with these words.</summary>
    public static Func<HttpContext, Task> Status(int status, string body = "", params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        foreach ((string name, string value) in headers) context.Response.Headers[name] = value;
        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>As the answer has it, for the bar that opens then.</summary>
    public static double CloseOf(DateTimeOffset open) => 100 + (open.ToUnixTimeMilliseconds() / Hour % 50);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        Calls.Add($"{context.Request.Path}{context.Request.QueryString}");
        Headers(context.Response);
        if (Answers.TryDequeue(out Func<HttpContext, Task>? answer) && answer is not null) return answer(context);
        IQueryCollection query = context.Request.Query;
        (long start, long end, int limit) = (Number(query["startTime"]), Number(query["endTime"]), (int)Number(query["limit"]));

        // One bar more than asked for, as some do: that of this hour, which is not complete.
        long first = (start + Hour - 1) / Hour * Hour;
        IEnumerable<string> rows = from open in Enumerable.Range(0, limit).Select(i => first + (i * Hour))
                                   where open <= end + 1 && !Missing.Contains(DateTimeOffset.FromUnixTimeMilliseconds(open))
                                   select Row(open);
        return context.Response.WriteAsync($"[{string.Join(',', rows)}]", context.RequestAborted);
    }

    private static long Number(string? text) => long.Parse(text!, CultureInfo.InvariantCulture);

    private string Row(long open)
    {
        double close = CloseOf(DateTimeOffset.FromUnixTimeMilliseconds(open)) + Shift;
        return $"[{open},\"100.00000000\",\"200.0\",\"50.0\",\"{close}\",\"12.5\",{open + Hour - 1},\"0\",10,\"0\",\"0\",\"0\"]";
    }
}
