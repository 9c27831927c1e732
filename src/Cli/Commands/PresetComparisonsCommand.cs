using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ServerlessTraining.Cli.Presets;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st presets comparisons</c>: what <c>st presets ab</c> has compared.</summary>
internal static class PresetComparisonsCommand
{
    private const string Root = "/api/presets/ab";
    private const int Most = 200;

    public static IEnumerable<Command> Create(CliContext context) =>
    [
        new Command("comparisons", "Look at what ab has compared.") { List(context), Show(context) },
    ];

    private static Command List(CliContext context)
    {
        Option<int> limit = new("--limit") { Description = $"How many, 1 to {Most}.", DefaultValueFactory = _ => 20 };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("list", "List comparisons with their verdicts, the newest first.") { limit, json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonElement page = await PageAsync(context, parsed.GetValue(limit), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, page);
            else ComparisonPrinter.List(context.Console, new JsonLook(page));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        Argument<string> id = new("comparison") { Description = "Its id or the beginning of it. Default: the newest.", DefaultValueFactory = _ => IdFinder.Last };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("show", "Show a comparison: both presets side by side, and which is better.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            string found = await ResolveAsync(context, parsed.GetRequiredValue(id), ct);
            JsonElement comparison = await GetAsync(context, $"{Root}/{Uri.EscapeDataString(found)}", "a comparison", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, comparison);
            else ComparisonPrinter.Print(context.Console, new JsonLook(comparison));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<string> ResolveAsync(CliContext context, string text, CancellationToken cancellationToken)
    {
        JsonElement page = await PageAsync(context, Most, cancellationToken);
        string[] ids = [.. new JsonLook(page)["items"].Items.Select(one => one["id"].Text)];
        return IdFinder.Find(text, ids, ComparisonPrinter.None);
    }

    private static Task<JsonElement> PageAsync(CliContext context, int limit, CancellationToken cancellationToken) =>
        GetAsync(context, ApiPath.Of(Root, ("limit", limit.ToString(CultureInfo.InvariantCulture))), "comparisons of presets", cancellationToken);

    private static Task<JsonElement> GetAsync(CliContext context, string path, string what, CancellationToken cancellationToken) =>
        new ApiClient(context).SendAsync<JsonElement>(HttpMethod.Get, path, null, what, cancellationToken);
}
