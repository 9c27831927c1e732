using System.Net;
using System.Net.Sockets;
using ServerlessTraining.LocalHost.Azurite;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Testing;

/// <summary>A real storage emulator of its own: free ports, empty folder, gone again with the test.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const int Attempts = 5;
    private readonly AzuriteProcess process;
    private readonly ScratchFolder folder;

    private AzuriteServer(AzuriteProcess process, ScratchFolder folder)
    {
        this.process = process;
        this.folder = folder;
    }

    public AzuritePorts Ports => process.Ports;

    public string ConnectionString => Ports.ConnectionString;

    public static async Task<AzuriteServer> StartAsync(CancellationToken cancellationToken)
    {
        ScratchFolder data = new();
        for (int attempt = 1; ; attempt++)
        {
            int[] ports = FreePorts(3);
            try
            {
                AzuriteProcess started = await AzuriteProcess.StartAsync(
                    new RepositoryRoot(Repository.Root), data.Path, new AzuritePorts(ports[0], ports[1], ports[2]), TimeProvider.System, cancellationToken);
                return new AzuriteServer(started, data);
            }
            catch (AzuritePortTakenException) when (attempt < Attempts)
            {
                // Another test program was quicker; there are more.
            }
        }
    }

    public static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        try
        {
            foreach (TcpListener listener in listeners) listener.Start();
            return [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (TcpListener listener in listeners) listener.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }
}
