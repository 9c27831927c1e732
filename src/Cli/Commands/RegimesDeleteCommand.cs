using System.CommandLine;
using System.Text.Json.Nodes;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st regimes delete</c>.</summary>
internal static class RegimesDeleteCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> name = RegimesOptions.Name();
        Option<string?> change = RegimesOptions.Change();
        Option<int?> version = RegimesOptions.Version();
        Option<string?> set = RegimesOptions.Set();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("delete", "Take a regime out of the rules. Earlier versions keep it.") { name, change, version, set, json };
        command.SetAction(async (parsed, ct) =>
        {
            RegimesEditor editor = new(context, parsed.GetValue(set), parsed.GetValue(json));
            int edited = parsed.GetValue(version) ?? (await editor.ReadAsync(ct)).Version;
            return await editor.SaveAsync(HttpMethod.Delete, parsed.GetValue(name), edited, new JsonObject { ["change"] = parsed.GetValue(change) }, ct);
        });
        return command;
    }
}
