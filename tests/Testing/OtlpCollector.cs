using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ServerlessTraining.Testing;

/// <summary>Takes telemetry by OTLP over HTTP, and reads of it what tests ask for.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Span> spans = [];
    private readonly ConcurrentQueue<(string Path, byte[] Body)> requests = [];

    private OtlpCollector(WebApplication app) => this.app = app;

    /// <summary>What a program needs to know to send here.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; private set; } = new Dictionary<string, string?>();

    public IReadOnlyCollection<Span> Spans => spans;

    /// <summary>All that was sent to /v1/traces, /v1/metrics and /v1/logs, one character a byte.</summary>
    public IReadOnlyList<(string Path, string Text)> Requests => [.. requests.Select(request => (request.Path, Encoding.Latin1.GetString(request.Body)))];

    public static async Task<OtlpCollector> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        OtlpCollector collector = new(builder.Build());
        collector.app.Run(collector.TakeAsync);
        await collector.app.StartAsync();
        collector.Settings = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        return collector;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        string path = context.Request.Path;
        requests.Enqueue((path, body.ToArray()));
        if (path != "/v1/traces") return;

        // ExportTraceServiceRequest.resource_spans, ResourceSpans.scope_spans, ScopeSpans.spans (opentelemetry-proto, trace/v1/trace.proto).
        foreach (ReadOnlyMemory<byte> span in Fields(body.ToArray(), 1).SelectMany(r => Fields(r, 2)).SelectMany(s => Fields(s, 2)))
        {
            spans.Enqueue(new Span(
                Convert.ToHexStringLower(Fields(span, 1).Single().Span),
                Convert.ToHexStringLower(Fields(span, 4).SingleOrDefault().Span),
                Encoding.UTF8.GetString(Fields(span, 5).Single().Span)));
        }
    }

    /// <summary>The values of a field that has bytes, in a message in the wire format of protocol buffers.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, ulong number)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message.Span, ref at);
            switch (tag & 7)
            {
                case 0:
                    Varint(message.Span, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    int length = (int)Varint(message.Span, ref at);
                    if (tag >> 3 == number) yield return message.Slice(at, length);
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {tag & 7} is not read here.");
            }
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = message[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }

    /// <param name="Trace">32 hexadecimal digits.</param>
    /// <param name="Parent">16 of them; empty for none.</param>
    public sealed record Span(string Trace, string Parent, string Name);
}
