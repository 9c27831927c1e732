using System.CommandLine;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st down</c>: stops the instance of this clone, and no other process.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public static Command Create(CliContext context)
    {
        Command command = new("down", "Stop the instance that runs from this clone.");
        command.SetAction((_, ct) => RunAsync(context, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, CancellationToken cancellationToken)
    {
        RepositoryRoot root = context.Root ?? throw new CliException("No clone of ServerlessTraining here. Go into one, or set ST_ROOT to it.");
        string data = LocalSettings.From(context.Configuration, root).DataFolder;
        if (RunningInstance.Read(data) is not { } instance)
        {
            context.Console.WriteLine("nothing is running");
            return ExitCodes.Done;
        }

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

        context.Console.WriteLine($"stopped {instance.Url} (pid {instance.Pid})");
        return ExitCodes.Done;
    }
}
