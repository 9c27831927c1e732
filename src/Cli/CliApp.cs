using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
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
        };
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors) await context.Errors.WriteLineAsync(error.Message);
            await context.Errors.WriteLineAsync("See ./st --help.");
            return ExitCodes.WrongUsage;
        }

        try
        {
            InvocationConfiguration invocation = new() { Output = context.Output, Error = context.Errors, EnableDefaultExceptionHandler = false };
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
}
