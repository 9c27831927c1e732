using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st models</c>: the live model of each market, and those before it.</summary>
internal static class ModelsCommand
{
    private const string Root = "/api/models";

    // As many as the API gives at once.
    private const string MostModels = "1000";
    private static readonly string[] Columns = ["market", "version", "live", "published", "model", "features", "threshold", "source", "hash"];

    public static Command Create(CliContext context) => new("models", "Live models: what each market is forecast by.")
    {
        List(context),
        Show(context),
        Rollback(context),
        Predict(context),
    };

    private static Command List(CliContext context)
    {
        Option<bool> json = JsonAnswer.Option();
        Command command = new("list", "List the live model of each market.") { json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonElement page = await GetAsync(context, Root, "live models", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, page);
            else Print(context.Console, new JsonLook(page), "no market has a live model; ./st train full and ./st candle use make one");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        Argument<string> market = MarketArguments.Market();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("show", "Show the models of a market, the newest first, and what their figures were.") { market, json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonElement page = await GetAsync(context, Of(parsed.GetRequiredValue(market)), "the models of a market", ct);
            if (parsed.GetValue(json))
            {
                await JsonAnswer.WriteAsync(context, page);
                return ExitCodes.Done;
            }

            JsonLook look = new(page);
            Print(context.Console, look, "no model");
            JsonLook live = look["items"].Items.FirstOrDefault(model => model["live"].Text == Shown.Of(true));
            if (live.IsThere) context.Console.WriteLine($"version {live["version"].Text} is live: {string.Join(", ", Figures("", live["figures"]))}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Rollback(CliContext context)
    {
        Argument<string> market = MarketArguments.Market();
        Option<int?> to = new("--to") { Description = "The version that is to be live. Default: the one that was live before." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("rollback", "Make an earlier model of a market the live one again.") { market, to, json };
        command.SetAction(async (parsed, ct) =>
        {
            string path = ApiPath.Of($"{Of(parsed.GetRequiredValue(market))}/rollback", ("version", parsed.GetValue(to)?.ToString(CultureInfo.InvariantCulture)));
            JsonElement answer = await new ApiClient(context).SendAsync<JsonElement>(HttpMethod.Post, path, null, "a live model", ct);
            JsonLook model = new(answer);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, answer);
            else context.Console.WriteLine($"Version {model["version"].Text} is the live model of {model["market"].Text}.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Predict(CliContext context)
    {
        Argument<string> market = MarketArguments.Market();
        Option<string?> from = new("--from") { Description = "Of bars that open at or after it, UTC. Default: the first." };
        Option<string?> to = new("--to") { Description = "Of bars that open at or before it, UTC. Default: the last." };
        Option<double?> threshold = new("--threshold") { Description = "From which probability on it says up, 0 to 1. Default: the model's own." };
        Option<bool> all = ForecastPrinter.All();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("predict", "Show what the live model of a market says of bars.") { market, from, to, threshold, all, json };
        command.SetAction(async (parsed, ct) =>
        {
            (string, string?)[] query =
            [
                ("start_date", parsed.GetValue(from)), ("end_date", parsed.GetValue(to)), ("threshold", parsed.GetValue(threshold)?.ToString(CultureInfo.InvariantCulture)),
            ];
            JsonElement answer = await Forecasts.AllAsync(context, $"{Of(parsed.GetRequiredValue(market))}/predictions", query, ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, answer);
            else ForecastPrinter.Print(context.Console, new JsonLook(answer), parsed.GetValue(all));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(IAnsiConsole console, JsonLook page, string none)
    {
        JsonLook[] models = [.. page["items"].Items];
        if (models.Length == 0)
        {
            console.WriteLine(none);
            return;
        }

        TablePrinter.Print(console, Columns, models.Select(model => (IReadOnlyList<string>)
        [
            model["market"].Text, model["version"].Text, model["live"].Text, model["published_at"].Time, model["model_type"].Text, model["feature_system"].Text,
            model["threshold"].Text, $"{model["source"].Text} {model["source_id"].Text}", Shown.Hash(model["hash"].Text),
        ]));
        if (page["continuation"].IsThere) console.WriteLine("there are more; --json has what asks for them");
    }

    // Whoever published it has put them together as he liked: what is in an object is named after it, and what is no number is for --json.
    private static IEnumerable<string> Figures(string name, JsonLook figures) => figures.Number is not null
        ? [$"{name}={figures.Text}"]
        : figures.Members.SelectMany(figure => Figures(name.Length == 0 ? figure.Name : $"{name}.{figure.Name}", figure.Value));

    private static Task<JsonElement> GetAsync(CliContext context, string path, string what, CancellationToken cancellationToken) =>
        new ApiClient(context).SendAsync<JsonElement>(HttpMethod.Get, ApiPath.Of(path, ("limit", MostModels)), null, what, cancellationToken);

    private static string Of(string market) => $"{Root}/{Uri.EscapeDataString(market)}";
}
