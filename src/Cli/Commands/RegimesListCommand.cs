using System.CommandLine;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st regimes list</c>.</summary>
internal static class RegimesListCommand
{
    public static Command Create(CliContext context)
    {
        Option<string?> set = RegimesOptions.Set();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("list", "List the rules in the order in which they are asked.") { set, json };
        command.SetAction(async (parsed, ct) =>
        {
            RegimesEditor editor = new(context, parsed.GetValue(set), parsed.GetValue(json));
            await editor.PrintAsync(await editor.ReadAsync(ct));
            return ExitCodes.Done;
        });
        return command;
    }
}
