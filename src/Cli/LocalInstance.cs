using ServerlessTraining.Orchestration.Local;

namespace ServerlessTraining.Cli;

/// <summary>The instance that lives on a data folder of this machine.</summary>
internal static class LocalInstance
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Null where there is none. A note that came with a copy of another folder is told of and left: its owner is none of this folder's business.</summary>
    public static async Task<RunningInstance?> FindAsync(CliContext context, string dataFolder)
    {
        if (RunningInstance.ReadCopied(dataFolder) is { } other)
        {
            await context.Errors.WriteLineAsync(
                $"{RunningInstance.FileName} in {dataFolder} is that of {other.Data}, from which it was copied: ignored. The next start writes a new one.");
        }

        return RunningInstance.Read(dataFolder);
    }

    /// <summary>Asks it to stop, and waits until it has ended.</summary>
    /// <exception cref="CliException">It belongs to somebody else, or does not end.</exception>
    public static async Task StopAsync(CliContext context, RunningInstance instance, CancellationToken cancellationToken)
    {
        long start = context.Clock.GetTimestamp();
        if (!ProcessTable.AskToStop(instance.Pid) && instance.IsAlive)
        {
            throw new CliException($"Process {instance.Pid} cannot be asked to stop: it belongs to another user.");
        }

        while (instance.IsAlive)
        {
            if (context.Clock.GetElapsedTime(start) > Limit)
            {
                throw new CliException($"Process {instance.Pid} was asked to stop {Limit.TotalSeconds} s ago and still runs. End it with: kill -9 {instance.Pid}");
            }

            await Task.Delay(Poll, context.Clock, cancellationToken);
        }
    }
}
