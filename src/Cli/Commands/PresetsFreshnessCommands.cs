using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Cli.Presets;
using ServerlessTraining.Domain.Market;
using Spectre.Console;
using Symbol = ServerlessTraining.Domain.Market.Symbol;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st presets recommend | ab | reoptimize | freshness</c>: which preset to take, and whether it is still good.</summary>
internal static class PresetsFreshnessCommands
{
    private const string Root = "/api/presets";

    public static IEnumerable<Command> Create(CliContext context) => [Recommend(context), Compare(context), Reoptimize(context), Freshness(context)];

    private static Command Recommend(CliContext context)
    {
        Argument<Symbol> symbol = MarketArguments.Symbol();
        Argument<Timeframe> timeframe = MarketArguments.Timeframe();
        Option<int> limit = Limit(10, 100);
        Option<bool> json = JsonAnswer.Option();
        Command command = new("recommend", "Rank the presets of a market for the regime that it is in now.") { symbol, timeframe, limit, json };
        command.SetAction(async (parsed, ct) =>
        {
            (Symbol market, Timeframe bars) = (parsed.GetRequiredValue(symbol), parsed.GetRequiredValue(timeframe));
            string path = ApiPath.Of($"{Root}/recommend", ("symbol", market.Name), ("timeframe", bars.Name), ("limit", Text(parsed.GetValue(limit))));
            JsonElement answer = await GetAsync(context, path, "a recommendation", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, answer);
            else RecommendationPrinter.Print(context.Console, new JsonLook(answer));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Compare(CliContext context)
    {
        Argument<string> a = new("a") { Description = "The name of a preset." };
        Argument<string> b = new("b") { Description = "The name of another of the same market, or the same one with other versions." };
        Option<int?> versionA = new("--version-a") { Description = "Of A. Default: the current one." };
        Option<int?> versionB = new("--version-b") { Description = "Of B. Default: the current one." };
        Option<int?> days = new("--days") { Description = "Judge at most so many of the last days. Default: all that are later than both presets." };
        Option<bool> json = JsonAnswer.Option();
        const string Description = "Train two presets on the same data, judge them on the same later bars, and say whether one is better.";
        Command command = new("ab", Description) { a, b, versionA, versionB, days, json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonObject body = new() { ["a"] = parsed.GetRequiredValue(a), ["b"] = parsed.GetRequiredValue(b) };
            (int? ofA, int? ofB) = (parsed.GetValue(versionA), parsed.GetValue(versionB));
            if (ofA is not null || ofB is not null) body["versions"] = new JsonArray(ofA, ofB);
            if (parsed.GetValue(days) is { } most) body["days"] = most;
            JsonElement started = await new ComparisonClient(context).StartAsync(body, ct);
            bool isQuiet = parsed.GetValue(json);
            JsonElement ended = await new ComparisonWatcher(context).WatchAsync(new JsonLook(started)["id"].Text, isQuiet, ct);
            if (isQuiet) await JsonAnswer.WriteAsync(context, ended);
            else ComparisonPrinter.Print(context.Console, new JsonLook(ended));
            return new JsonLook(ended)["status"].Text == ComparisonWatcher.Completed ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static Command Reoptimize(CliContext context)
    {
        Option<bool> dryRun = new("--dry-run") { Description = "Only say what would be searched again." };
        Option<bool> measure = new("--measure") { Description = "Measure every preset on the newest bars first; what is stale then is searched again behind it, unless it is a dry run." };
        Option<int?> budget = new("--budget") { Description = "Trials that may be spent. Default: that of the settings." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("reoptimize", "Search stale presets again; a new version is published only where it beats the old one.") { dryRun, measure, budget, json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonObject body = new() { ["dry_run"] = parsed.GetValue(dryRun), ["measure"] = parsed.GetValue(measure) };
            if (parsed.GetValue(budget) is { } trials) body["trial_budget"] = trials;
            JsonElement answer = await PostAsync(context, $"{Root}/reoptimize", body, "what is searched again", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, answer);
            else FreshnessPrinter.Reoptimized(context.Console, new JsonLook(answer));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Freshness(CliContext context)
    {
        Option<string?> symbol = new("--symbol") { Description = "Only presets of it." };
        Option<string?> timeframe = new("--timeframe") { Description = "Only presets of it." };
        Option<int> limit = Limit(50, 200);
        Option<bool> json = JsonAnswer.Option();
        Command command = new("freshness", "Say of each published preset whether it is fresh or stale, and why.") { symbol, timeframe, limit, json };
        command.SetAction(async (parsed, ct) =>
        {
            string path = ApiPath.Of(
                $"{Root}/freshness", ("symbol", parsed.GetValue(symbol)), ("timeframe", parsed.GetValue(timeframe)), ("limit", Text(parsed.GetValue(limit))));
            JsonElement page = await GetAsync(context, path, "how fresh presets are", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, page);
            else FreshnessPrinter.List(context.Console, new JsonLook(page));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<int> Limit(int usual, int most) => new("--limit") { Description = $"How many, 1 to {most}.", DefaultValueFactory = _ => usual };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Task<JsonElement> GetAsync(CliContext context, string path, string what, CancellationToken cancellationToken) =>
        new ApiClient(context).SendAsync<JsonElement>(HttpMethod.Get, path, null, what, cancellationToken);

    private static async Task<JsonElement> PostAsync(CliContext context, string path, JsonObject body, string what, CancellationToken cancellationToken)
    {
        using JsonContent content = JsonContent.Create(body);
        return await new ApiClient(context).SendAsync<JsonElement>(HttpMethod.Post, path, content, what, cancellationToken);
    }
}
