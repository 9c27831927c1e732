using ServerlessTraining.Orchestration.Health;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

namespace ServerlessTraining.LocalHost;

/// <summary>Lets one instance own a data folder, and answers for it when it is not this one.</summary>
internal sealed class InstanceGate(LocalSettings settings, IAnsiConsole console, TimeProvider clock)
{
    // An owner that is ending frees the folder within this; one that is starting answers within the longer one.
    private static readonly TimeSpan EndingLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartingLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>Either the lock, or null and the exit code of this process.</summary>
    public async Task<(InstanceLock? Lock, int ExitCode)> EnterAsync(bool exit, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            if (InstanceLock.TryTake(settings.DataFolder) is { } taken) return (taken, 0);
            RunningInstance? other = RunningInstance.Read(settings.DataFolder);
            if (other is not null && !exit)
            {
                console.WriteLine($"already running at {other.Url} (pid {other.Pid}); stop it with ./st down");
                return (null, 0);
            }

            if (other is not null && await HealthClient.GetAsync(new Uri(other.Url), LocalKeys.Read(settings.DataFolder), cancellationToken) is { } report)
            {
                console.WriteLine($"already running at {other.Url} (pid {other.Pid}); it stays up");
                HealthPrinter.Print(console, report);
                return (null, report.IsHealthy ? 0 : 1);
            }

            if (clock.GetElapsedTime(start) > (other is null ? EndingLimit : StartingLimit))
            {
                throw new LocalHostException(other is null
                    ? $"The data folder '{settings.DataFolder}' is in use by another process. End it, or choose another folder: ST_DATA=... ./run"
                    : $"The instance at {other.Url} (pid {other.Pid}) does not answer. Stop it with ./st down and start again.");
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }
    }
}
