using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Cli.Candles;
using ServerlessTraining.Orchestration;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st candle</c>: train on what came before a bar, test on what comes after it.</summary>
internal static class CandleCommand
{
    public static Command Create(CliContext context) => new("candle", "Train from a candle: on what came before it, tested on what comes after it.")
    {
        CandleTrainCommand.Create(context),
        List(context),
        Show(context),
        Predict(context),
        CandleBatchCommand.Create(context),
        CandleBatchCommand.CreateCompare(context),
        Wish(context, "use", "Make the model of a run the live one of its market.", (candles, run, ct) => candles.AskAsync(run, "use", ct)),
        Wish(context, "cancel", "End a run that is trained.", (candles, run, ct) => candles.AskAsync(run, "cancel", ct)),
        Wish(context, "delete", "Delete a run with its files. A live model that was made of it stays.", (candles, run, ct) => candles.DeleteAsync(run, ct)),
    };

    private static Command List(CliContext context)
    {
        Option<int> limit = new("--limit") { Description = "How many, 1 to 1000.", DefaultValueFactory = _ => 20 };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("list", "List runs, the newest first.") { limit, json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonElement page = await new CandleClient(context).ListAsync(parsed.GetValue(limit), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, page);
            else CandlePrinter.List(context.Console, new JsonLook(page));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        Argument<string> id = Run();
        id.DefaultValueFactory = _ => IdFinder.Last;
        Option<bool> json = JsonAnswer.Option();
        Command command = new("show", "Show a run with its results.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            CandleClient candles = new(context);
            string run = await candles.ResolveAsync(parsed.GetRequiredValue(id), ct);
            JsonElement view = await candles.RunAsync(run, ct);
            JsonLook look = new(view);
            JsonElement? results = look["status"].Text == CandleText.Completed ? await candles.ResultsAsync(run, ct) : null;
            if (parsed.GetValue(json))
            {
                JsonObject all = JsonSerializer.SerializeToNode(view, ApiJson.Options)!.AsObject();
                all["results"] = results is { } found ? JsonSerializer.SerializeToNode(found, ApiJson.Options) : null;
                await JsonAnswer.WriteAsync(context, all);
            }
            else if (results is { } found)
            {
                ResultsPrinter.Print(context.Console, new JsonLook(found));
            }
            else
            {
                FactPrinter.Print(
                    context.Console, $"run {run}", ("market", CandleText.Market(look)), ("candle", look["candle_date"].Time), ("status", CandleText.End(look)),
                    ("started", look["started"].Time), ("finished", look["finished"].Time), ("done", CandleText.Percent(look["progress"])));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Predict(CliContext context)
    {
        Argument<string> id = Run();
        Option<string?> from = new("--from") { Description = "Of bars that open at or after it, UTC. Default: the first." };
        Option<string?> to = new("--to") { Description = "Of bars that open at or before it, UTC. Default: the last." };
        Option<double?> threshold = new("--threshold") { Description = "From which probability on it says up, 0 to 1. Default: that of the training's request." };
        Option<bool> all = ForecastPrinter.All();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("predict", "Show what the model of a run says of bars.") { id, from, to, threshold, all, json };
        command.SetAction(async (parsed, ct) =>
        {
            CandleClient candles = new(context);
            string run = await candles.ResolveAsync(parsed.GetRequiredValue(id), ct);
            (string, string?)[] query =
            [
                ("start_date", parsed.GetValue(from)), ("end_date", parsed.GetValue(to)), ("threshold", parsed.GetValue(threshold)?.ToString(CultureInfo.InvariantCulture)),
            ];
            JsonElement answer = await candles.PredictAsync(run, query, ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, answer);
            else ForecastPrinter.Print(context.Console, new JsonLook(answer), parsed.GetValue(all));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Wish(CliContext context, string name, string description, Func<CandleClient, string, CancellationToken, Task<JsonElement>> ask)
    {
        Argument<string> id = Run();
        Option<bool> json = JsonAnswer.Option();
        Command command = new(name, description) { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            CandleClient candles = new(context);
            string run = await candles.ResolveAsync(parsed.GetRequiredValue(id), ct);
            JsonElement answer = await ask(candles, run, ct);
            JsonLook look = new(answer);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, look.IsThere ? answer : JsonSerializer.SerializeToElement(new { RunId = run }, ApiJson.Options));
            else context.Console.WriteLine(Sentence(name, run, look));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Sentence(string name, string run, JsonLook answer) => name switch
    {
        "use" => Shown.Live(answer["version"].Text, answer["market"].Text),
        "cancel" => $"Run {run}: {answer["status"].Text}.",
        _ => $"Run {run} is deleted.",
    };

    private static Argument<string> Run() => new("run") { Description = "Its id or the beginning of it, or 'last' for the newest." };
}
