using System.Diagnostics;
using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.LocalHost.Azurite;

/// <summary>The storage emulator as a child. It ends when our end of its standard input closes, so it cannot outlive this process.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    private const string ReadyLine = "azurite ready";
    private const int PortTaken = 3;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly Task<string> errors;

    private AzuriteProcess(Process process, AzuritePorts ports)
    {
        this.process = process;
        Ports = ports;
        errors = process.StandardError.ReadToEndAsync();
    }

    public AzuritePorts Ports { get; }

    public int Id => process.Id;

    /// <summary>Completes when the emulator ends, which only <see cref="DisposeAsync"/> is meant to bring about.</summary>
    public Task Exited => process.WaitForExitAsync();

    public static async Task<AzuriteProcess> StartAsync(
        RepositoryRoot root, string dataFolder, AzuritePorts ports, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(root);
        if (!File.Exists(root.AzuriteScript)) throw new LocalHostException($"'{root.AzuriteScript}' is missing. Bring it back with: git checkout azurite");
        string folder = Path.GetFullPath(dataFolder);
        Directory.CreateDirectory(folder);
        await EndRemaindersAsync(folder, clock, cancellationToken);

        ProcessStartInfo start = new("node", [root.AzuriteScript, "--location", folder, "--ports", ports.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        AzuriteProcess azurite;
        try
        {
            azurite = new AzuriteProcess(Process.Start(start)!, ports);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new LocalHostException($"node cannot be started: {error.Message}. Install Node 20 or newer.", error);
        }

        try
        {
            await azurite.WaitUntilReadyAsync(clock, cancellationToken);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource limit = new(StopLimit);
        try
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // It has ended already: there is nobody to read the pipe.
        }

        process.Dispose();
    }

    private async Task WaitUntilReadyAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(StartLimit, clock);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(both.Token) is { } line)
            {
                if (!string.Equals(line, ReadyLine, StringComparison.Ordinal)) continue;

                // Whatever comes later is read away, so that a full pipe cannot stop the emulator.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }

            await process.WaitForExitAsync(both.Token);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new LocalHostException(
                $"The storage emulator was not ready after {StartLimit.TotalSeconds} s. Start again; if it stays so, run: node azurite/start.mjs", late);
        }

        string said = (await errors).Trim().Split('\n')[^1];
        throw process.ExitCode == PortTaken
            ? new AzuritePortTakenException($"Storage emulator: {said}. Free it, or choose others: ST_AZURITE_PORTS=10100,10101,10102 ./run")
            : new LocalHostException($"The storage emulator ended with code {process.ExitCode}: {said}");
    }

    /// <summary>An emulator of this folder whose owner was killed is ending: its ports and files are free only after that.</summary>
    private static async Task EndRemaindersAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (Remainders(folder) is [_, ..] left)
        {
            if (clock.GetElapsedTime(start) > StopLimit)
            {
                foreach (int pid in left) KillById(pid);
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }
    }

    // By command line and not by a pid file: a start that is cut off before it writes the file leaves a process all the same.
    private static int[] Remainders(string folder) => [.. ProcessTable.All().Where(p => IsEmulatorOf(folder, p.Words)).Select(p => p.Pid)];

    private static bool IsEmulatorOf(string folder, IReadOnlyList<string> words) =>
        words.Any(w => w.EndsWith("start.mjs", StringComparison.Ordinal))
        && words.Index().Any(w => string.Equals(w.Item, "--location", StringComparison.Ordinal)
            && w.Index + 1 < words.Count && string.Equals(words[w.Index + 1], folder, StringComparison.Ordinal));

    private static void KillById(int pid)
    {
        try
        {
            using Process remainder = Process.GetProcessById(pid);
            remainder.Kill();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            // It ended in between, which is what is wanted.
        }
    }
}
