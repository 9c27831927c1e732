using System.Diagnostics;
using System.Globalization;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Engine;

/// <summary>The whole product with nothing to do, as a process of its own: what it costs a laptop to leave it running. The emulator beside it is not counted.</summary>
internal static class IdleHost
{
    // The first minute is the start: methods are compiled again as they prove busy, pollers back off.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<BenchRow>> RunAsync(CancellationToken cancellationToken)
    {
        using ScratchFolder data = new();
        int[] ports = AzuriteServer.FreePorts(4);
        using Process host = Shell.Start(
            "dotnet",
            [Repository.PathOf("src", "LocalHost", "bin", "Release", "net10.0", "ServerlessTraining.LocalHost.dll")],
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ST_DATA"] = data.Path,
                ["ST_PORT"] = ports[0].ToString(CultureInfo.InvariantCulture),
                ["ST_AZURITE_PORTS"] = string.Join(',', ports[1..]),
            });
        try
        {
            while (await host.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.StartsWith("ready at", StringComparison.Ordinal)) break;
            }

            await Task.Delay(Settle, TimeProvider.System, cancellationToken);
            TimeSpan before = Now(host);
            await Task.Delay(Watch, TimeProvider.System, cancellationToken);
            double share = (Now(host) - before) / Watch;
            return [new BenchRow("idle_cpu", 100 * share, "% of a core"), new BenchRow("idle_mb", host.WorkingSet64 / 1048576.0, "MB")];
        }
        finally
        {
            host.Kill();
            await host.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static TimeSpan Now(Process host)
    {
        host.Refresh();
        return host.TotalProcessorTime;
    }
}
