using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ServerlessTraining.Cli.Cloud;
using ServerlessTraining.Cli.Commands;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Cli;

/// <summary>The command line as a whole.</summary>
public static class CliApp
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        // No RootCommand: that one is named after the assembly, and people type st.
        Command root = new("st", "ServerlessTraining from the command line.")
        {
            new HelpOption(),
            DoctorCommand.Create(context),
            HealthCommand.Create(context),
            ApiCommand.Create(context),
            DataCommand.Create(context),
            OpenCommand.Create(context),
            DownCommand.Create(context),
            QueueCommand.Create(context),
            StorageCommand.Create(context),
            RegimesCommand.Create(context),
            HistoryCommand.Create(context),
            LedgerCommand.Create(context),
            RunCommand.Create(context),
            TrainCommand.Create(context),
            JobsCommand.Create(context),
            CandleCommand.Create(context),
            ModelsCommand.Create(context),
            PresetsCommand.Create(context),
            CloudCommand.Create(context),
        };
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors) await context.Errors.WriteLineAsync(error.Message);
            if (IsGroup(parsed.CommandResult.Command)) await ShowGroupAsync(root, parsed.CommandResult, context.Errors, cancellationToken);
            else await context.Errors.WriteLineAsync($"See ./st {string.Join(' ', [.. PathOf(root, parsed.CommandResult), "--help"])}.");
            return ExitCodes.WrongUsage;
        }

        try
        {
            InvocationConfiguration invocation = new()
            {
                Output = context.Output,
                Error = context.Errors,
                EnableDefaultExceptionHandler = false,
                // What a command has started ends before the command does.
                ProcessTerminationTimeout = ChildEnd.Longest + TimeSpan.FromSeconds(1),
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (ServerlessTrainingException error)
        {
            await context.Errors.WriteLineAsync(error.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C: whoever had something to say about it has said it.
            return ExitCodes.Failed;
        }
    }

    private static bool IsGroup(Command command) => command.Subcommands.Count > 0 && command.Action is null;

    /// <summary>The words that lead to a command; none for the root.</summary>
    private static List<string> PathOf(Command root, CommandResult command)
    {
        List<string> words = [];
        for (CommandResult? one = command; one is not null && one.Command != root; one = one.Parent as CommandResult) words.Insert(0, one.Command.Name);
        return words;
    }

    /// <summary>The help of a command that does nothing by itself: its verbs are what was looked for.</summary>
    private static async Task ShowGroupAsync(Command root, CommandResult group, TextWriter errors, CancellationToken cancellationToken)
    {
        await errors.WriteLineAsync();
        await root.Parse([.. PathOf(root, group), "--help"]).InvokeAsync(new InvocationConfiguration { Output = errors, Error = errors }, cancellationToken);
    }
}
