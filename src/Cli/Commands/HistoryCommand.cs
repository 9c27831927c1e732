using System.CommandLine;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st history</c>: what was trained, and what came of it.</summary>
internal static class HistoryCommand
{
    public static Command Create(CliContext context) => new("history", "Runs: list, show, export, tag; take them out of the history and bring them back.")
    {
        HistoryListCommand.Create(context),
        HistoryShowCommand.Create(context),
        HistoryExportCommand.Create(context),
        HistoryTagCommand.Create(context),
        HistoryActionCommand.Create(context, "delete", "Take runs out of the history. Nothing is lost: restore brings them back. A run that holds a regime stays."),
        HistoryActionCommand.Create(context, "restore", "Bring deleted runs back into the history."),
    };
}
