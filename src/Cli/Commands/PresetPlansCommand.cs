using System.CommandLine;
using System.Text.Json;
using ServerlessTraining.Cli.Presets;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st presets plans</c>: what <c>st presets generate</c> started.</summary>
internal static class PresetPlansCommand
{
    public static IEnumerable<Command> Create(CliContext context) =>
    [
        new Command("plans", "Look at plans that generate presets, and end one.") { List(context), Show(context), Watch(context), Cancel(context) },
    ];

    private static Command List(CliContext context)
    {
        Option<int> limit = new("--limit") { Description = "How many, 1 to 1000.", DefaultValueFactory = _ => 20 };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("list", "List plans, the newest first.") { limit, json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonElement page = await new PlanClient(context).ListAsync(parsed.GetValue(limit), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, page);
            else PlanPrinter.List(context.Console, new JsonLook(page));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        Argument<string> id = Newest();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("show", "Show a plan: its presets, how far they are, and how they did on the held-out part.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            PlanClient plans = new(context);
            JsonElement plan = await plans.GetAsync(await plans.ResolveAsync(parsed.GetRequiredValue(id), ct), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, plan);
            else PlanPrinter.Show(context.Console, new JsonLook(plan));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Watch(CliContext context)
    {
        Argument<string> id = Newest();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("watch", "Follow a plan to its end. Ctrl-C ends the watching, not the plan.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            PlanClient plans = new(context);
            return await new PlanRunner(context, plans).WatchAsync(await plans.ResolveAsync(parsed.GetRequiredValue(id), ct), parsed.GetValue(json), ct);
        });
        return command;
    }

    private static Command Cancel(CliContext context)
    {
        Argument<string> id = new("plan") { Description = "Its id or the beginning of it, or 'last' for the newest." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("cancel", "End a plan at once; presets that it made stay.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            PlanClient plans = new(context);
            JsonElement answer = await plans.CancelAsync(await plans.ResolveAsync(parsed.GetRequiredValue(id), ct), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, answer);
            else context.Console.WriteLine(new JsonLook(answer)["message"].Text);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Argument<string> Newest() => new("plan") { Description = "Its id or the beginning of it. Default: the newest.", DefaultValueFactory = _ => IdFinder.Last };
}
