using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;
using Spectre.Console;

namespace ServerlessTraining.LocalHost.Tests;

/// <summary>An app written for the real packages, unchanged, run by the whole host on the real engine. It lies beside the repository.</summary>
public sealed class RealApiSampleRunTests : IDisposable
{
    private static readonly Assembly Sample = Assembly.Load("ServerlessTraining.Compat.Sample");
    private readonly ScratchFolder data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Run_SampleFansOut_EndsWithTheSumAndItsTimerTicks()
    {
        Assert.SkipUnless(Sample.GetType("Sample.Api") is not null, "RealApiSample.cs does not lie beside the repository.");
        int[] ports = AzuriteServer.FreePorts(4);
        LocalSettings settings = new(new RepositoryRoot(Repository.Root), ports[0], new AzuritePorts(ports[1], ports[2], ports[3]), data.Path);
        LocalApp app = LocalApp.Own with { Assemblies = [.. LocalApp.Own.Assemblies, Sample] };
        using CancellationTokenSource stop = new();
        await using StringWriter output = new(CultureInfo.InvariantCulture);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        Task<int> run = new LocalHostRunner(app, settings, console, TimeProvider.System).RunAsync(new RunArguments(), stop.Token);
        using HttpClient http = new() { BaseAddress = settings.Url };
        try
        {
            http.DefaultRequestHeaders.Add("x-functions-key", await KeyAsync(run));
            HttpResponseMessage started = await WhenUpAsync(() => http.PostAsJsonAsync("/api/fan", new { Count = 10 }, Token), run);
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);

            JsonElement fan = await UntilAsync(http, started.Headers.Location!.ToString(), body => body.GetProperty("status").GetString() == "Completed");
            JsonElement ticked = await UntilAsync(http, "/runtime/webhooks/durabletask/instances/singleton", body => body.GetProperty("runtimeStatus").GetString() == "Completed");

            Assert.Equal("385", fan.GetProperty("output").GetString());
            Assert.Equal(14, ticked.GetProperty("output").GetInt32());
        }
        finally
        {
            await stop.CancelAsync();
        }

        Assert.Equal(0, await run);
    }

    private async Task<string> KeyAsync(Task run)
    {
        while (!File.Exists(Path.Combine(data.Path, "keys.json")))
        {
            if (run.IsCompleted) await run;
            await Task.Delay(50, Token);
        }

        return LocalKeys.ReadOrCreate(data.Path);
    }

    private static async Task<HttpResponseMessage> WhenUpAsync(Func<Task<HttpResponseMessage>> ask, Task run)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (HttpRequestException)
            {
                if (run.IsCompleted) await run;
                await Task.Delay(50, Token);
            }
        }
    }

    private static async Task<JsonElement> UntilAsync(HttpClient http, string path, Func<JsonElement, bool> met)
    {
        while (true)
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(path, UriKind.Relative), Token);
            if (answer.IsSuccessStatusCode)
            {
                JsonElement body = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
                if (met(body)) return body;
            }

            await Task.Delay(100, Token);
        }
    }
}
