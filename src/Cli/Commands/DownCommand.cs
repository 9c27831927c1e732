using System.CommandLine;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st down</c>: stops the instance of this clone, and no other process.</summary>
internal static class DownCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("down", "Stop the instance that runs from this clone.");
        command.SetAction((_, ct) => RunAsync(context, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, CancellationToken cancellationToken)
    {
        RepositoryRoot root = context.Root ?? throw CliException.NoClone();
        string data = LocalSettings.From(context.Configuration, root).DataFolder;
        if (await LocalInstance.FindAsync(context, data) is not { } instance)
        {
            context.Console.WriteLine("nothing is running");
            return ExitCodes.Done;
        }

        await LocalInstance.StopAsync(context, instance, cancellationToken);
        context.Console.WriteLine($"stopped {instance.Url} (pid {instance.Pid})");
        return ExitCodes.Done;
    }
}
