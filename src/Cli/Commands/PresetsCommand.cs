using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Cli.Presets;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st presets</c>: versions of hyper-parameters that were searched for.</summary>
internal static class PresetsCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("presets", "Presets: find, compare, keep, share and use hyper-parameters that were searched for.")
        {
            List(context),
            Show(context),
            Compare(context),
            Diff(context),
            History(context),
            Performance(context),
            Change(context, "delete", "Hide a preset; nothing is lost.", (presets, name, description, ct) => presets.DeleteAsync(name, description, ct), "deleted"),
            Change(context, "restore", "Show a deleted preset again as it was.", (presets, name, description, ct) => presets.RestoreAsync(name, description, ct), "restored"),
            Ensemble(context),
        };
        foreach (Command one in PresetsFilesCommands.Create(context)) command.Subcommands.Add(one);
        foreach (Command one in PresetsCopyCommands.Create(context)) command.Subcommands.Add(one);
        foreach (Command one in PresetsGenerateCommand.Create(context)) command.Subcommands.Add(one);
        foreach (Command one in PresetPlansCommand.Create(context)) command.Subcommands.Add(one);
        foreach (Command one in PresetsFreshnessCommands.Create(context)) command.Subcommands.Add(one);
        foreach (Command one in PresetComparisonsCommand.Create(context)) command.Subcommands.Add(one);
        return command;
    }

    internal static Argument<string> Name() => new("name") { Description = "As BTCUSDT_1h_v2_LightGBM_multi_h1-3." };

    internal static Option<int?> Version(string description = "Default: the current one.") => new("--version") { Description = description };

    private static Command List(CliContext context)
    {
        (Option Option, string Field)[] texts =
        [
            (new Option<string?>("--symbol") { Description = "Only of this market." }, "symbol"),
            (new Option<string?>("--timeframe") { Description = "Only of this length of a bar." }, "timeframe"),
            (new Option<string?>("--features") { Description = "Only of this feature system." }, "features"),
            (new Option<string?>("--architecture") { Description = "Only of this one, such as LightGBM or Ensemble." }, "architecture"),
            (new Option<string?>("--horizon") { Description = "Only those that have it, alone or among others." }, "horizon"),
            (new Option<string?>("--status") { Description = "published, candidate, retired or imported." }, "status"),
            (new Option<string?>("--min-metric") { Description = "Only with this best metric or a higher one." }, "min_metric"),
            (new Option<string?>("--updated-from") { Description = "Only of versions made at this time or later." }, "updated_from"),
            (new Option<string?>("--text") { Description = "Words that stand in the name or the description." }, "text"),
            (new Option<string?>("--sort") { Description = "name, updated or metric. Default name." }, "sort"),
            (new Option<string?>("--limit") { Description = "How many, 1 to 1000. Default 100." }, "limit"),
        ];
        (Option<bool> Option, string Field)[] flags =
        [
            (new Option<bool>("--auto-validated") { Description = "Only those that were judged on data that the search never saw." }, "auto_validated"),
            (new Option<bool>("--deleted") { Description = "The deleted ones instead." }, "deleted"),
        ];
        Option<bool> json = JsonAnswer.Option();
        Command command = new("list", "List presets, all or those that fit.") { json };
        foreach ((Option option, _) in texts) command.Options.Add(option);
        foreach ((Option<bool> option, _) in flags) command.Options.Add(option);
        command.SetAction(async (parsed, ct) =>
        {
            IEnumerable<(string, string?)> query = texts.Select(one => (one.Field, parsed.GetValue((Option<string?>)one.Option)))
                .Concat(flags.Select(one => (one.Field, parsed.GetValue(one.Option) ? "true" : null)));
            JsonElement page = await new PresetClient(context).ListAsync(query, ct);
            return await AnswerAsync(context, parsed.GetValue(json), page, PresetPrinter.List);
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        Argument<string> name = Name();
        Option<int?> version = Version();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("show", "Show everything that a preset says.") { name, version, json };
        command.SetAction(async (parsed, ct) => await AnswerAsync(
            context, parsed.GetValue(json), await new PresetClient(context).GetAsync(parsed.GetRequiredValue(name), parsed.GetValue(version), ct), PresetPrinter.Show));
        return command;
    }

    private static Command Compare(CliContext context)
    {
        Argument<string[]> names = new("names") { Description = "2 to 8 presets.", Arity = new ArgumentArity(2, 8) };
        Option<bool> all = new("--all") { Description = "Also what they agree in." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("compare", "Show presets side by side.") { names, all, json };
        command.SetAction(async (parsed, ct) => await AnswerAsync(
            context, parsed.GetValue(json), await new PresetClient(context).CompareAsync(parsed.GetRequiredValue(names), ct),
            (console, comparison) => PresetPrinter.Compare(console, comparison, parsed.GetValue(all))));
        return command;
    }

    private static Command Diff(CliContext context)
    {
        Argument<string> name = Name();
        Argument<int> from = new("from") { Description = "A version." };
        Argument<int> to = new("to") { Description = "A version." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("diff", "Say what changed from one version to another.") { name, from, to, json };
        command.SetAction(async (parsed, ct) => await AnswerAsync(
            context, parsed.GetValue(json), await new PresetClient(context).DiffAsync(parsed.GetRequiredValue(name), parsed.GetValue(from), parsed.GetValue(to), ct),
            (console, diff) =>
            {
                JsonLook[] changes = [.. diff["changes"].Items];
                foreach (JsonLook change in changes) console.WriteLine(change["text"].Text);
                if (changes.Length == 0) console.WriteLine("They say the same.");
            }));
        return command;
    }

    private static Command History(CliContext context)
    {
        Argument<string> name = Name();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("history", "Show all that happened to a preset, the oldest first.") { name, json };
        command.SetAction(async (parsed, ct) =>
            await AnswerAsync(context, parsed.GetValue(json), await new PresetClient(context).HistoryAsync(parsed.GetRequiredValue(name), ct), PresetPrinter.History));
        return command;
    }

    private static Command Performance(CliContext context)
    {
        Argument<string> name = Name();
        Option<int> limit = new("--limit") { Description = "How many, 1 to 1000.", DefaultValueFactory = _ => 20 };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("performance", "Show how a preset did later, the newest first.") { name, limit, json };
        command.SetAction(async (parsed, ct) => await AnswerAsync(
            context, parsed.GetValue(json), await new PresetClient(context).PerformanceAsync(parsed.GetRequiredValue(name), parsed.GetValue(limit), ct),
            PresetPrinter.Performance));
        return command;
    }

    private static Command Change(
        CliContext context, string verb, string about, Func<PresetClient, string, string?, CancellationToken, Task<JsonElement>> change, string done)
    {
        Argument<string> name = Name();
        Option<string?> description = new("--description") { Description = "Why, for the history." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new(verb, about) { name, description, json };
        command.SetAction(async (parsed, ct) => await AnswerAsync(
            context, parsed.GetValue(json), await change(new PresetClient(context), parsed.GetRequiredValue(name), parsed.GetValue(description), ct),
            (console, preset) => console.WriteLine($"{preset["name"].Text} is {done}; its version is {preset["version"].Text}.")));
        return command;
    }

    private static Command Ensemble(CliContext context)
    {
        const string Metric = "metric";
        Argument<string[]> members = new("members") { Description = "2 to 16 presets of one market, each NAME or NAME@VERSION.", Arity = new ArgumentArity(2, 16) };
        Option<string> weighting = new("--weighting") { Description = "equal, or metric: by the lead of the validation ROC AUC over 0.5.", DefaultValueFactory = _ => "equal" };
        weighting.AcceptOnlyFromAmong("equal", Metric);
        Option<string?> weights = new("--weights") { Description = "A weight for each member instead: 2,1,1." };
        Option<string?> name = new("--name") { Description = "Default: what its members give." };
        Option<string> description = new("--description") { Description = "What it is for.", Required = true };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("ensemble", "Make a preset whose members are other presets.") { members, weighting, weights, name, description, json };
        command.SetAction(async (parsed, ct) =>
        {
            string[] texts = parsed.GetRequiredValue(members);
            double?[] given = Weights(parsed.GetValue(weights), texts.Length);
            JsonObject request = new()
            {
                ["members"] = new JsonArray([.. texts.Zip(given, Member)]),
                ["weighting"] = parsed.GetValue(weighting),
                ["description"] = parsed.GetValue(description),
            };
            if (parsed.GetValue(name) is { } own) request["name"] = own;
            return await AnswerAsync(context, parsed.GetValue(json), await new PresetClient(context).EnsembleAsync(request, ct), PresetPrinter.Show);
        });
        return command;
    }

    private static JsonObject Member(string text, double? weight)
    {
        int at = text.LastIndexOf('@');
        JsonObject member = new() { ["name"] = at < 0 ? text : text[..at] };
        if (at >= 0)
        {
            bool isVersion = int.TryParse(text[(at + 1)..], CultureInfo.InvariantCulture, out int version);
            member["version"] = isVersion ? version : throw new CliException($"'{text}' must be NAME or NAME@VERSION.");
        }

        if (weight is { } number) member["weight"] = number;
        return member;
    }

    private static double?[] Weights(string? text, int members)
    {
        if (text is null) return new double?[members];
        double?[] weights = [.. Shown.List(text).Select(part => double.TryParse(part, CultureInfo.InvariantCulture, out double weight) ? weight : (double?)null)];
        return weights.Length == members && weights.All(weight => weight is not null)
            ? weights
            : throw new CliException($"--weights is '{text}'; {members} numbers with ',' between are needed, one a member.");
    }

    private static async Task<int> AnswerAsync(CliContext context, bool json, JsonElement answer, Action<IAnsiConsole, JsonLook> print)
    {
        if (json) await JsonAnswer.WriteAsync(context, answer);
        else print(context.Console, new JsonLook(answer));
        return ExitCodes.Done;
    }
}
