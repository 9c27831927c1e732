using System.CommandLine;
using System.Text.Json;
using ServerlessTraining.Cli.Presets;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st presets comparisons</c>: what <c>st presets ab</c> has compared.</summary>
internal static class PresetComparisonsCommand
{
    public static IEnumerable<Command> Create(CliContext context) =>
    [
        new Command("comparisons", "Look at what ab has compared.") { List(context), Show(context) },
    ];

    private static Command List(CliContext context)
    {
        Option<int> limit = new("--limit") { Description = $"How many, 1 to {ComparisonClient.Most}.", DefaultValueFactory = _ => 20 };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("list", "List comparisons with their verdicts, the newest first.") { limit, json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonElement page = await new ComparisonClient(context).ListAsync(parsed.GetValue(limit), ct);
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
            ComparisonClient comparisons = new(context);
            JsonElement comparison = await comparisons.GetAsync(await comparisons.ResolveAsync(parsed.GetRequiredValue(id), ct), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, comparison);
            else ComparisonPrinter.Print(context.Console, new JsonLook(comparison));
            return ExitCodes.Done;
        });
        return command;
    }
}
