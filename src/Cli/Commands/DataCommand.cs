using System.CommandLine;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st data</c>: bars in and out, and the folder that everything lies in.</summary>
internal static class DataCommand
{
    public static Command Create(CliContext context) => new("data", "Bring bars in and look at what there is; back the data folder up.")
    {
        DataImportCommand.Create(context),
        DataImportCommand.CreateAppend(context),
        DataSynthCommand.Create(context),
        DataListCommand.Create(context),
        DataGapsCommand.Create(context),
        DataFetchCommand.Create(context),
        DataBackupCommand.Create(context),
        DataVerifyCommand.Create(context),
    };
}
