using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ServerlessTraining.LocalHost.Azurite;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Testing;

/// <summary>A real storage emulator of its own: free ports, empty folder, gone again with the test.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const int Attempts = 5;

    // Below the ports that systems give to outgoing connections (from 32768, or 49152): until the program listens that they are for, no connection can take one.
    private const int FirstPort = 20_000;
    private const int PortCount = 12_000;
    private static int lastPort = RandomNumberGenerator.GetInt32(PortCount);
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

    /// <summary>Ports of 127.0.0.1 that nobody listens on now, and that nobody else of this process is given soon.</summary>
    public static int[] FreePorts(int count)
    {
        List<int> free = [];
        while (free.Count < count)
        {
            int port = FirstPort + (int)((uint)Interlocked.Increment(ref lastPort) % PortCount);
            if (IsFree(port)) free.Add(port);
        }

        return [.. free];
    }

    private static bool IsFree(int port)
    {
        using TcpListener listener = new(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }
}
