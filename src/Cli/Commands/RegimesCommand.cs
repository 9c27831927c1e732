using System.CommandLine;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st regimes</c>: the rules, who holds them, and what they make of a market.</summary>
internal static class RegimesCommand
{
    public static Command Create(CliContext context) => new("regimes", "Regime rules: list and edit them, classify a market, see who is the best where.")
    {
        RegimesListCommand.Create(context),
        RegimesAddCommand.Create(context),
        RegimesEditCommand.Create(context),
        RegimesDeleteCommand.Create(context),
        RegimesToggleCommand.Create(context),
        RegimesBestCommand.Create(context),
        RegimesClassifyCommand.Create(context),
        RegimesExplainCommand.Create(context),
    };
}
