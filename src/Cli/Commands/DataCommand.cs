using System.CommandLine;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st data</c>: bars in and out.</summary>
internal static class DataCommand
{
    public static Command Create(CliContext context) => new("data", "Bring bars in and look at what there is.")
    {
        DataImportCommand.Create(context),
        DataImportCommand.CreateAppend(context),
        DataSynthCommand.Create(context),
        DataListCommand.Create(context),
        DataGapsCommand.Create(context),
        DataFetchCommand.Create(context),
    };
}
