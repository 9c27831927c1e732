using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st history show</c>: everything of one run, in sections.</summary>
internal static class HistoryShowCommand
{
    public static Command Create(CliContext context)
    {
        Argument<string> id = new("RUN") { Description = "The id of a run." };
        Option<bool> json = JsonAnswer.Option("Print the run as JSON.");
        Command command = new("show", "Show everything that is known of a run.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonElement run = await new ApiClient(context).SendAsync<JsonElement>(HttpMethod.Get, PathOf(parsed.GetValue(id)!), null, "a run", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, run);
            else HistorySections.Print(context.Console, new JsonLook(run));
            return ExitCodes.Done;
        });
        return command;
    }

    public static string PathOf(string id) => $"/api/runs/{Uri.EscapeDataString(id)}";
}
