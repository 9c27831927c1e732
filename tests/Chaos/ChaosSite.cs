using System.Net.Http.Json;
using System.Text.Json;
using ServerlessTraining.ChaosHost;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Chaos;

/// <summary>A local run with data and ports of its own: its host, which owns the emulator, and trainers beside it. Nothing of it is left after the test.</summary>
internal sealed class ChaosSite : IAsyncDisposable
{
    private const string Instances = "runtime/webhooks/durabletask/instances";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EmulatorLimit = TimeSpan.FromSeconds(30);

    private readonly ScratchFolder data = new();
    private readonly int port;
    private readonly HttpClient http = new();
    private readonly List<ChaosProcess> started = [];

    public ChaosSite()
    {
        int[] ports = AzuriteServer.FreePorts(4);
        port = ports[0];
        Azurite = new AzuritePorts(ports[1], ports[2], ports[3]);
        http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
    }

    public AzuritePorts Azurite { get; }

    /// <summary>Of all its programs.</summary>
    public ProcessOutput Output { get; } = new();

    /// <param name="settings">More of them.</param>
    public ChaosProcess StartHost(params IEnumerable<(string Name, string Value)> settings) => Start(
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ST_DATA"] = data.Path,
            ["ST_PORT"] = $"{port}",
            ["ST_AZURITE_PORTS"] = Azurite.ToString(),
        },
        settings);

    public ChaosProcess StartTrainer() => Start(TrainerSite.Environment(Azurite.ConnectionString), [], "trainer");

    /// <summary>Waits until the host answers.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        await UntilAsync(() => TryAsync(async () => (await http.GetAsync(new Uri("api/health", UriKind.Relative), cancellationToken)).IsSuccessStatusCode), cancellationToken);
        http.DefaultRequestHeaders.Remove("x-functions-key");
        http.DefaultRequestHeaders.Add("x-functions-key", LocalKeys.Read(data.Path));
    }

    public async Task StartRunAsync(string id, ChaosRun run, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await PostAsync($"api/chaos/{id}/{run.Sets}/{run.FoldsASet}", "", cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public Task<HttpResponseMessage> PostAsync(string path, string body, CancellationToken cancellationToken, string type = "application/json") =>
        http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, type), cancellationToken);

    /// <summary>What a path answers, as soon as the host does.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        JsonElement answer = default;
        await UntilAsync(
            () => TryAsync(async () =>
            {
                answer = await http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), cancellationToken);
                return true;
            }),
            cancellationToken);
        return answer;
    }

    /// <summary>Looks at what a path answers until it is what is waited for.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> condition, CancellationToken cancellationToken)
    {
        JsonElement answer = default;
        await UntilAsync(async () => condition(answer = await GetAsync(path, cancellationToken)), cancellationToken);
        return answer;
    }

    /// <summary>Waits until an instance is Completed, Failed or Terminated.</summary>
    public async Task<JsonElement> EndOfAsync(string id, CancellationToken cancellationToken)
    {
        JsonElement status = default;
        await UntilAsync(
            () => TryAsync(async () =>
            {
                status = await http.GetFromJsonAsync<JsonElement>(new Uri($"{Instances}/{id}", UriKind.Relative), cancellationToken);
                return HasEnded(status);
            }),
            cancellationToken);
        return status;
    }

    /// <summary>All instances, by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> InstancesAsync(CancellationToken cancellationToken)
    {
        JsonElement list = await http.GetFromJsonAsync<JsonElement>(new Uri($"{Instances}?top=1000", UriKind.Relative), cancellationToken);
        return list.EnumerateArray().ToDictionary(one => one.GetProperty("instanceId").GetString()!, one => one.GetProperty("runtimeStatus").GetString()!, StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        foreach (ChaosProcess one in started) await one.DisposeAsync();

        // The emulator ends when its host is gone.
        using CancellationTokenSource limit = new(EmulatorLimit);
        await UntilAsync(() => Task.FromResult(!ProcessTable.All().Any(process => process.Words.Contains(data.Path))), limit.Token);
        data.Dispose();
    }

    private static bool HasEnded(JsonElement status) => status.GetProperty("runtimeStatus").GetString() is "Completed" or "Failed" or "Terminated";

    // The host may be away, or not have made its key yet.
    private static async Task<bool> TryAsync(Func<Task<bool>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        try
        {
            while (!await condition()) await Task.Delay(Poll, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"It took too long. The last that was said:\n{Output.Tail}");
        }
    }

    private ChaosProcess Start(Dictionary<string, string?> environment, IEnumerable<(string Name, string Value)> settings, params string[] arguments)
    {
        foreach ((string name, string value) in settings) environment[name] = value;
        ChaosProcess process = ChaosProcess.Start(Output, environment, arguments);
        started.Add(process);
        return process;
    }
}
