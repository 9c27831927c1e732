using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Answers with bars by column, written as they lie in memory: a chart asks for 100,000 at once.</summary>
public sealed class BarColumnsAnswer(BarStretch stretch) : IResult
{
    // About 50 KB of text.
    private const int AtOnce = 4096;

    private delegate ReadOnlySpan<double> Column(BarSeries bars);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        BarSeries bars = stretch.Bars;
        HttpResponse response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        await using Utf8JsonWriter writer = new(response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("symbol", bars.Symbol.Name);
        writer.WriteString("timeframe", bars.Timeframe.Name);
        writer.WriteNumber("count", bars.Count);
        await WriteListAsync("time", WriteTimes);
        await WriteListAsync("open", (from, to) => WriteNumbers(static all => all.Open, from, to));
        await WriteListAsync("high", (from, to) => WriteNumbers(static all => all.High, from, to));
        await WriteListAsync("low", (from, to) => WriteNumbers(static all => all.Low, from, to));
        await WriteListAsync("close", (from, to) => WriteNumbers(static all => all.Close, from, to));
        await WriteListAsync("volume", (from, to) => WriteNumbers(static all => all.Volume, from, to));
        WriteTime("first", 0);
        WriteTime("last", bars.Count - 1);
        writer.WriteBoolean("more_before", stretch.MoreBefore);
        writer.WriteBoolean("more_after", stretch.MoreAfter);
        writer.WriteEndObject();
        await SendAsync();

        async Task WriteListAsync(string name, Action<int, int> write)
        {
            writer.WriteStartArray(name);
            for (int from = 0; from < bars.Count; from += AtOnce)
            {
                write(from, Math.Min(bars.Count, from + AtOnce));
                await SendAsync();
            }

            writer.WriteEndArray();
        }

        async Task SendAsync()
        {
            await writer.FlushAsync(httpContext.RequestAborted);
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
        }

        void WriteTimes(int from, int to)
        {
            for (int at = from; at < to; at++) writer.WriteNumberValue(bars.OpenTime(at).ToUnixTimeSeconds());
        }

        void WriteNumbers(Column column, int from, int to)
        {
            foreach (double number in column(bars)[from..to]) writer.WriteNumberValue(number);
        }

        void WriteTime(string name, int index)
        {
            if (bars.Count > 0) writer.WriteString(name, TimeInterval.Text(bars.OpenTime(index)));
            else writer.WriteNull(name);
        }
    }
}
