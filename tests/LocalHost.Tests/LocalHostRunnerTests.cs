using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ServerlessTraining.LocalHost.Azurite;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;
using Spectre.Console;

namespace ServerlessTraining.LocalHost.Tests;

public sealed class LocalHostRunnerTests : IDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly StringWriter output = new(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
    }

    [Fact]
    public async Task RunAsync_Exit_StartsAsksOverHttpAndStops()
    {
        LocalSettings settings = FreeSettings();

        Assert.Equal(0, await RunAsync(settings));

        Assert.Contains("healthy: version", output.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "instance.json")));
        Assert.Equal(0, await RunAsync(settings));
    }

    [Fact]
    public async Task RunAsync_PortTaken_NamesItAndTheRepair()
    {
        LocalSettings settings = FreeSettings();
        using TcpListener other = new(IPAddress.Loopback, settings.Port);
        other.Start();

        LocalHostException error = await Assert.ThrowsAsync<LocalHostException>(() => RunAsync(settings));

        Assert.Equal($"Port {settings.Port} (the functions app) is taken by another process. Free it, or choose another: ST_PORT=7171 ./run", error.Message);
    }

    [Fact]
    public async Task RunAsync_EmulatorPortTaken_NamesItAndTheRepair()
    {
        LocalSettings settings = FreeSettings();
        using TcpListener other = new(IPAddress.Loopback, settings.Azurite.Queue);
        other.Start();

        AzuritePortTakenException error = await Assert.ThrowsAsync<AzuritePortTakenException>(() => RunAsync(settings));

        Assert.Contains($"port {settings.Azurite.Queue} (Azurite queue)", error.Message, StringComparison.Ordinal);
        Assert.Contains("ST_AZURITE_PORTS=10100,10101,10102 ./run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SecondInstance_NamesTheFirst()
    {
        using InstanceLock? owner = InstanceLock.TryTake(folder.Path);
        new RunningInstance(Environment.ProcessId, "http://127.0.0.1:1").Write(folder.Path);

        int code = await new LocalHostRunner(LocalApp.Own, FreeSettings(), Console(), TimeProvider.System).RunAsync(new RunArguments(), TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.Contains($"already running at http://127.0.0.1:1 (pid {Environment.ProcessId}); stop it with ./st down", output.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(LocalSettings settings) =>
        new LocalHostRunner(LocalApp.Own, settings, Console(), TimeProvider.System).RunAsync(new RunArguments(Exit: true), TestContext.Current.CancellationToken);

    private LocalSettings FreeSettings()
    {
        int[] ports = AzuriteServer.FreePorts(4);
        return new LocalSettings(new RepositoryRoot(Repository.Root), ports[0], new AzuritePorts(ports[1], ports[2], ports[3]), folder.Path);
    }

    private IAnsiConsole Console()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 240;
        return console;
    }
}
