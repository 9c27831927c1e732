using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Cli.Candles;
using ServerlessTraining.Cli.Requests;
using ServerlessTraining.Domain.Market;
using Spectre.Console;
using Symbol = ServerlessTraining.Domain.Market.Symbol;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st candle batch</c> and <c>st candle compare</c>: many candles beside each other.</summary>
internal static class CandleBatchCommand
{
    public static Command Create(CliContext context)
    {
        Argument<Symbol> symbol = MarketArguments.Symbol();
        Argument<Timeframe> timeframe = MarketArguments.Timeframe();
        Option<string?> candles = new("--candles") { Description = "Opens of bars, with commas between them." };
        RequestFields fields = CandleFields.Create(context)
            .Text("--from", "from", "The first candle, or the first bar after it.")
            .Text("--to", "to", "No candle opens after it.")
            .Whole("--every", "every", "Bars from one candle to the next.");
        Option<bool> noWait = new("--no-wait") { Description = "Start it and return." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("batch", "Train from several candles and compare: --candles, or --from, --to and --every.") { symbol, timeframe, candles, noWait, json };
        fields.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            CandleClient client = new(context);
            bool isQuiet = parsed.GetValue(json);
            JsonObject request = await fields.ReadAsync(parsed, ct);
            request["symbol"] = parsed.GetValue(symbol).Name;
            request["timeframe"] = parsed.GetValue(timeframe).Name;
            if (parsed.GetValue(candles) is { } list)
            {
                request["candles"] = new JsonArray([.. Shown.List(list).Select(one => JsonValue.Create(one))]);
            }

            JsonElement started = await client.StartBatchAsync(request, ct);
            JsonLook look = new(started);
            string id = look["batch_id"].Text;
            int count = look["run_ids"].Items.Count();
            if (!isQuiet) context.Console.WriteLine($"batch {id}: {count} {(count == 1 ? "candle" : "candles")}");
            if (parsed.GetValue(noWait))
            {
                if (isQuiet) await JsonAnswer.WriteAsync(context, started);
                else context.Console.WriteLine($"Look at it: ./st candle compare {id}");
                return ExitCodes.Done;
            }

            return await PrintAsync(context, await new CandleWatcher(context, client).BatchAsync(id, isQuiet, ct), isQuiet);
        });
        return command;
    }

    public static Command CreateCompare(CliContext context)
    {
        Argument<string> id = new("batch") { Description = "Its id or the beginning of it. Default: the newest.", DefaultValueFactory = _ => IdFinder.Last };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("compare", "Show a batch: its runs beside each other and how far they lie apart.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            CandleClient client = new(context);
            await PrintAsync(context, await client.BatchAsync(await client.ResolveBatchAsync(parsed.GetRequiredValue(id), ct), ct), parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<int> PrintAsync(CliContext context, JsonElement batch, bool json)
    {
        JsonLook look = new(batch);
        if (json) await JsonAnswer.WriteAsync(context, batch);
        else CandlePrinter.Batch(context.Console, look);
        return look["runs"].Items.All(run => CandleText.Code(run) == ExitCodes.Done) ? ExitCodes.Done : ExitCodes.Failed;
    }
}
