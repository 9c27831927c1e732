using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Setup;

public sealed class EmulatorTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    /// <summary>A client's pool has such connections; an emulator that waits for them is cut off by its own limit.</summary>
    [Fact]
    public async Task Emulator_OwnerEndsWhileAConnectionIsSilent_EndsInOrder()
    {
        int[] ports = AzuriteServer.FreePorts(3);
        string[] arguments = [Repository.PathOf("azurite", "start.mjs"), "--location", _scratch.Path, "--ports", string.Join(',', ports)];
        using Process emulator = Shell.Start("node", arguments);
        Assert.Equal("azurite ready", await emulator.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        using TcpClient silent = new();
        await silent.ConnectAsync(IPAddress.Loopback, ports[2], TestContext.Current.CancellationToken);
        await AskAsync(ports[2]);

        emulator.StandardInput.Close();
        await emulator.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, emulator.ExitCode);
    }

    /// <summary>Connections are taken in their order: after an answer the one before is taken as well.</summary>
    private static async Task AskAsync(int port)
    {
        using HttpClient client = new();
        using HttpResponseMessage answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/"), TestContext.Current.CancellationToken);
    }
}
