using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Cli.Presets;
using ServerlessTraining.Cli.Requests;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st presets generate</c> and <c>st presets from-study</c>: presets by a search for hyper-parameters.</summary>
internal static class PresetsGenerateCommand
{
    public static IEnumerable<Command> Create(CliContext context) => [Generate(context), FromStudy(context)];

    private static Command Generate(CliContext context)
    {
        Option<string[]> symbols = Several("--symbols", "The markets, as BTCUSDT ETHUSDT.");
        Option<string[]> timeframes = Several("--timeframes", "The lengths of their bars, as 15m 1h.");
        Option<string[]> features = Several("--features", "The feature systems, as v1 v2.");
        Option<string[]> models = Several("--model", "The model types. Default lightgbm.");
        Option<JsonArray?> horizons = new("--horizons")
        {
            Description = "Bars ahead, with commas; a semicolon begins another preset: \"1,3,5,10;1\".",
            CustomParser = result =>
            {
                if (Horizons(result.Tokens.Count == 1 ? result.Tokens[0].Value : "") is { } read) return read;
                result.AddError(
                    $"'{string.Join(' ', result.Tokens)}' are no horizons: numbers of bars with commas between them, and a semicolon before the next preset's, as in 1,3,5,10;1.");
                return null;
            },
        };
        Option<FileInfo> plan = new Option<FileInfo>("--plan")
        {
            Description = "A JSON file with the fields of the request, as configs/plans/example.json. Options beside it win.",
        }.AcceptExistingOnly();
        Option<bool> quick = new("--quick") { Description = "20, 40, 10 and 5 trials in the four phases. Default 100, 200, 50 and 10." };
        Option<int?> phases = new("--phases") { Description = "The search ends after this phase, 1 to 4. Default 4." };
        Option<int?> most = new("--max-configs") { Description = "How many presets at most, by priority." };
        Option<bool> force = new("--force") { Description = "Make presets that exist again, as their next version. Default: skip them." };
        Option<bool> whenBetter = new("--when-better") { Description = "Publish only what beats the current version on the held-out part." };
        Option<int?> seed = new("--seed") { Description = "Of everything random. Default 0." };
        Option<string?> objective = new("--objective") { Description = "The metric that is searched for. Default roc_auc." };
        Option<int?> parallel = new("--parallel") { Description = "Presets at a time, 1 to 8. Default 1." };
        Option<string?> description = new("--description") { Description = "Said in the history of the presets." };
        Option<bool> noWait = new("--no-wait") { Description = "Start it and return." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("generate", "Search for hyper-parameters, show the winner beside the library's defaults on data that the search never saw, and publish it.")
        {
            symbols, timeframes, features, models, horizons, plan, quick, phases, most, force, whenBetter, seed, objective, parallel, description, noWait, json,
        };
        command.SetAction(async (parsed, ct) =>
        {
            JsonObject request = parsed.GetValue(plan) is { } file ? await RequestFile.ReadAsync(file, ct) : [];
            Put(request, "symbols", parsed.GetValue(symbols));
            Put(request, "timeframes", parsed.GetValue(timeframes));
            Put(request, "features", parsed.GetValue(features));
            Put(request, "models", parsed.GetValue(models));
            if (parsed.GetValue(horizons) is { } given) request["horizons"] = given;
            if (parsed.GetValue(quick)) request["quick"] = true;
            if (parsed.GetValue(force)) request["force"] = true;
            if (parsed.GetValue(whenBetter)) request["publish"] = "when_better";
            Put(request, "phases", parsed.GetValue(phases));
            Put(request, "max_configs", parsed.GetValue(most));
            Put(request, "seed", parsed.GetValue(seed));
            Put(request, "max_parallel", parsed.GetValue(parallel));
            Put(request, "objective", parsed.GetValue(objective));
            Put(request, "description", parsed.GetValue(description));
            PlanClient plans = new(context);
            JsonElement started = await plans.GenerateAsync(request, ct);
            return await new PlanRunner(context, plans).StartedAsync(started, parsed.GetValue(noWait), parsed.GetValue(json), ct);
        });
        return command;
    }

    private static Command FromStudy(CliContext context)
    {
        Argument<string> study = new("study") { Description = "The id of a study that is completed." };
        Option<string?> name = new("--name") { Description = "The name of the preset, to be sure of it." };
        Option<string?> description = new("--description") { Description = "Said in its history." };
        Option<bool> noWait = new("--no-wait") { Description = "Start it and return." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("from-study", "Make a preset of the winner of a study, with its report on the held-out part.") { study, name, description, noWait, json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonObject request = new() { ["study_id"] = parsed.GetRequiredValue(study) };
            if (parsed.GetValue(name) is { } wanted) request["name"] = wanted;
            if (parsed.GetValue(description) is { } said) request["description"] = said;
            PlanClient plans = new(context);
            JsonElement started = await plans.FromStudyAsync(request, ct);
            return await new PlanRunner(context, plans).StartedAsync(started, parsed.GetValue(noWait), parsed.GetValue(json), ct);
        });
        return command;
    }

    private static Option<string[]> Several(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static void Put(JsonObject request, string name, JsonNode? value)
    {
        if (value is not null) request[name] = value;
    }

    private static void Put(JsonObject request, string name, string[]? values)
    {
        if (values is { Length: > 0 }) request[name] = new JsonArray([.. values.SelectMany(Shown.List).Select(value => JsonValue.Create(value))]);
    }

    /// <summary>Null for what cannot be read.</summary>
    private static JsonArray? Horizons(string text)
    {
        JsonArray all = [];
        foreach (string list in text.Split(';', StringSplitOptions.TrimEntries))
        {
            JsonArray one = [];
            foreach (string number in list.Split(',', StringSplitOptions.TrimEntries))
            {
                if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int horizon)) return null;
                one.Add(horizon);
            }

            all.Add(one);
        }

        return all;
    }
}
