using System.Diagnostics;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Testing;

/// <summary>A process that looks like an instance of the product to whoever reads command lines, and does nothing.</summary>
public sealed class InstanceStandIn : IDisposable
{
    // The shell's own command line must not hold the name: it would look alive before the exec, and for a moment during it there is no command line at all.
    private readonly Process process = Process.Start(
        new ProcessStartInfo("bash", ["-c", "echo up; exec -a \"$NAME\" sleep 600"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["NAME"] = "ServerlessTraining.LocalHost" },
        })!;

    public int Id => process.Id;

    public bool IsAlive => new RunningInstance(Id, "").IsAlive;

    /// <summary>Comes back when its command line is that of an instance.</summary>
    public static async Task<InstanceStandIn> StartAsync(CancellationToken cancellationToken)
    {
        InstanceStandIn started = new();
        // It has begun to run; the line changes with the exec that follows.
        await started.process.StandardOutput.ReadLineAsync(cancellationToken);
        while (!started.IsAlive) await Task.Yield();
        return started;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
