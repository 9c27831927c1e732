using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Functions;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;
using Spectre.Console;

namespace ServerlessTraining.LocalHost.Tests.Telemetry;

/// <summary>The whole host with a collector: one trace from a request to the training it causes.</summary>
public sealed class TelemetryRunTests : IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private readonly ScratchFolder data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task CandleRun_WithACollector_IsOneTraceFromTheRequestToTheFoldAndHasNoKey()
    {
        await using OtlpCollector collector = await OtlpCollector.StartAsync();
        int[] ports = AzuriteServer.FreePorts(4);
        LocalSettings settings = new(new RepositoryRoot(Repository.Root), ports[0], new AzuritePorts(ports[1], ports[2], ports[3]), data.Path);
        LocalApp app = LocalApp.Own with
        {
            Compose = (builder, configuration) =>
            {
                ((IConfigurationBuilder)configuration).AddInMemoryCollection(collector.Settings);
                FunctionsApp.Compose(builder, configuration);
            },
        };
        using CancellationTokenSource stop = new();
        string key = LocalKeys.ReadOrCreate(data.Path);
        await using StringWriter output = new(CultureInfo.InvariantCulture);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        Task<int> run = new LocalHostRunner(app, settings, console, TimeProvider.System).RunAsync(new RunArguments { Demo = false }, stop.Token);
        using HttpClient http = new() { BaseAddress = settings.Url };
        try
        {
            await WhenUpAsync(http, run);
            await TrainAsync(http, key);
        }
        finally
        {
            await stop.CancelAsync();
        }

        // The host sends what it still has before it ends.
        Assert.Equal(0, await run);
        string[] names = [.. collector.Spans.Where(span => span.Trace == Trace).Select(span => span.Name).Distinct()];
        Assert.Contains("POST training/run-poc", names);
        Assert.Contains("activity:DispatchFolds", names);
        Assert.Contains("fold", names);
        Assert.All(
            (string[])["serverless_training.folds", "serverless_training.compute.seconds"],
            word => Assert.Contains(collector.Requests, request => request.Path == "/v1/metrics" && request.Text.Contains(word, StringComparison.Ordinal)));
        Assert.Contains(collector.Requests, request => request.Path == "/v1/logs" && request.Text.Contains("serverless-training", StringComparison.Ordinal));
        Assert.All(collector.Requests, request => Assert.DoesNotContain(key, request.Text, StringComparison.Ordinal));
    }

    private static async Task TrainAsync(HttpClient http, string key)
    {
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Bars = 6000 }).Bars;
        using MemoryStream csv = new();
        await BarCsvWriter.WriteAsync(csv, bars, Token);
        using ByteArrayContent body = new(csv.ToArray());
        body.Headers.ContentType = new("text/csv");
        using HttpResponseMessage stored = await http.PostAsync(new Uri($"/api/bars/{bars.Symbol}/{bars.Timeframe}?code={key}", UriKind.Relative), body, Token);
        Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync(Token));

        // The key in the address, as the Functions host allows: it must not be sent on.
        using HttpRequestMessage wish = new(HttpMethod.Post, $"/api/training/run-poc?code={key}");
        wish.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        wish.Content = JsonContent.Create(new
        {
            symbol = bars.Symbol.Name,
            timeframe = bars.Timeframe.Name,
            candle_date = bars.OpenTime(5000).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            train_years = 0.5,
            test_window_size = 50,
        });
        using HttpResponseMessage started = await http.SendAsync(wish, Token);
        Assert.True(started.StatusCode == HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync(Token));
        string status = (await started.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("status_url").GetString()!;
        while (true)
        {
            JsonElement view = await http.GetFromJsonAsync<JsonElement>(new Uri($"{status}?code={key}", UriKind.Relative), Token);
            string state = view.GetProperty("status").GetString()!;
            Assert.NotEqual("failed", state);
            if (state == "completed") return;
            await Task.Delay(100, Token);
        }
    }

    private static async Task WhenUpAsync(HttpClient http, Task run)
    {
        while (true)
        {
            try
            {
                using HttpResponseMessage health = await http.GetAsync(new Uri("/api/health", UriKind.Relative), Token);
                if (health.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (!run.IsCompleted)
            {
                await Task.Delay(50, Token);
            }
        }
    }
}
