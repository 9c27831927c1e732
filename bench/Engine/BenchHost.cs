using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Engine;

/// <summary>The whole product as a process of its own, with data and ports of its own. The emulator is a process beside it and not in its figures.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private static readonly string[] Arguments = [Repository.PathOf("src", "LocalHost", "bin", "Release", "net10.0", "ServerlessTraining.LocalHost.dll"), "--no-demo"];

    private readonly ScratchFolder data;
    private readonly Process process;
    private readonly HttpClient http;

    // What it prints is read to the end: a full pipe would stop it.
    private readonly Task reading;

    private BenchHost(ScratchFolder data, Process process, HttpClient http, string key)
    {
        Key = key;
        this.data = data;
        this.process = process;
        this.http = http;
        reading = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public string Key { get; }

    /// <summary>Without a slash at the end.</summary>
    public string Url => http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    /// <summary>Processor time since its start, of all its threads.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The same of the emulator, which is the one process that the host starts.</summary>
    public TimeSpan EmulatorCpu
    {
        get
        {
            TimeSpan sum = TimeSpan.Zero;
            foreach (Process other in Process.GetProcesses())
            {
                using (other)
                {
                    if (ParentOf(other.Id) == process.Id) sum += other.TotalProcessorTime;
                }
            }

            return sum;
        }
    }

    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    public static async Task<BenchHost> StartAsync(CancellationToken cancellationToken)
    {
        ScratchFolder folder = new();
        int[] ports = AzuriteServer.FreePorts(4);
        Process host = Shell.Start(
            "dotnet",
            Arguments,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ST_DATA"] = folder.Path,
                ["ST_PORT"] = ports[0].ToString(CultureInfo.InvariantCulture),
                ["ST_AZURITE_PORTS"] = string.Join(',', ports[1..]),
            });
        while (await host.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("ready at", StringComparison.Ordinal)) break;
        }

        HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{ports[0]}/api/"), Timeout = TimeSpan.FromMinutes(5) };
        string key = LocalKeys.Read(folder.Path)!;
        client.DefaultRequestHeaders.Add("x-functions-key", key);
        return new BenchHost(folder, host, client, key);
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        await http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), cancellationToken);

    /// <exception cref="ServerlessTrainingException">It was not done; the answer is told.</exception>
    public async Task<JsonElement> PostAsync(string path, string body, string type, CancellationToken cancellationToken)
    {
        using StringContent content = new(body, Encoding.UTF8, type);
        using HttpResponseMessage answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (!answer.IsSuccessStatusCode) throw new ServerlessTrainingException($"The host answered {(int)answer.StatusCode} to {path}: {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public async Task<JsonElement> ImportAsync(BarSeries bars, CancellationToken cancellationToken)
    {
        using MemoryStream text = new();
        BarCsvWriter.Write(text, bars);
        return await PostAsync($"bars/{bars.Symbol}/{bars.Timeframe}", Encoding.UTF8.GetString(text.ToArray()), "text/csv", cancellationToken);
    }

    /// <summary>Behind the name in brackets, which may have anything in it, come the state and the parent (proc(5)).</summary>
    private static int? ParentOf(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        await reading;
        process.Dispose();
        http.Dispose();
        data.Dispose();
    }
}
