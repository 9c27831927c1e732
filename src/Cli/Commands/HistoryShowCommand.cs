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
            string path = PathOf(parsed.GetValue(id)!);
            ApiClient api = new(context);
            JsonElement run = await api.SendAsync<JsonElement>(HttpMethod.Get, path, null, "a run", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, run);
            else await PrintAsync(context.Console, api, path, new JsonLook(run), ct);
            return ExitCodes.Done;
        });
        return command;
    }

    public static string PathOf(string id) => $"/api/runs/{Uri.EscapeDataString(id)}";

    private static async Task PrintAsync(IAnsiConsole console, ApiClient api, string path, JsonLook run, CancellationToken cancellationToken)
    {
        HistorySections.Print(console, run);
        if (!console.Profile.Out.IsTerminal || !run["score"].IsThere) return;
        try
        {
            EquitySketch.Print(console, new JsonLook(await api.SendAsync<JsonElement>(HttpMethod.Get, $"{path}/equity", null, "an equity", cancellationToken)));
        }
        catch (CliException)
        {
            // A drawing beside what was asked for; a run whose model was deleted has none.
        }
    }
}
