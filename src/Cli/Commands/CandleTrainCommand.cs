using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Cli.Candles;
using ServerlessTraining.Cli.Requests;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration;
using Spectre.Console;
using Symbol = ServerlessTraining.Domain.Market.Symbol;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st candle train</c>: waits for the results and prints them.</summary>
internal static class CandleTrainCommand
{
    public static Command Create(CliContext context)
    {
        Argument<Symbol> symbol = MarketArguments.Symbol();
        Argument<Timeframe> timeframe = MarketArguments.Timeframe();
        Argument<string> date = new("date") { Description = "The open of the last bar that training may know: 2012-06-01 or 2012-06-01T14:00:00Z." };
        RequestFields fields = CandleFields.Create(context);
        Option<bool> proposal = new("--proposal") { Description = "Take the params that did well from like candles, where you name none." };
        Option<bool> noWait = new("--no-wait") { Description = "Start it and return." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("train", "Train from a candle and show the results.") { symbol, timeframe, date, proposal, noWait, json };
        fields.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            CandleClient candles = new(context);
            bool isQuiet = parsed.GetValue(json);
            JsonObject request = await fields.ReadAsync(parsed, ct);
            request["symbol"] = parsed.GetValue(symbol).Name;
            request["timeframe"] = parsed.GetValue(timeframe).Name;
            request["candle_date"] = parsed.GetRequiredValue(date);
            if (parsed.GetValue(proposal)) await ProposeAsync(context, candles, request, isQuiet, ct);
            JsonElement started = await candles.StartAsync(request, ct);
            string run = new JsonLook(started)["run_id"].Text;
            if (parsed.GetValue(noWait))
            {
                if (isQuiet) await JsonAnswer.WriteAsync(context, started);
                else context.Console.WriteLine($"run {run} is being trained; look at it: ./st candle show {run}");
                return ExitCodes.Done;
            }

            return await WaitAsync(context, candles, run, isQuiet, ct);
        });
        return command;
    }

    private static async Task<int> WaitAsync(CliContext context, CandleClient candles, string run, bool isQuiet, CancellationToken cancellationToken)
    {
        JsonElement ended = await new CandleWatcher(context, candles).RunAsync(run, isQuiet, cancellationToken);
        JsonLook look = new(ended);
        bool hasResults = look["status"].Text == CandleText.Completed;
        JsonElement shown = hasResults ? await candles.ResultsAsync(run, cancellationToken) : ended;
        if (isQuiet) await JsonAnswer.WriteAsync(context, shown);
        else if (hasResults) ResultsPrinter.Print(context.Console, new JsonLook(shown));
        else context.Console.WriteLine($"run {run} {CandleText.End(look)}");
        return CandleText.Code(look);
    }

    // Params that were named stand: the proposal fills what is left, and says what is expected of both.
    private static async Task ProposeAsync(CliContext context, CandleClient candles, JsonObject request, bool isQuiet, CancellationToken cancellationToken)
    {
        JsonObject own = request["params"] as JsonObject ?? [];
        IEnumerable<(string, string?)> query = ((string[])["symbol", "timeframe", "candle_date", "train_years"]).Select(name => (name, request[name]?.ToString()))
            .Concat(CandleFields.Params.Select(name => (name, own[name]?.ToString())));
        JsonElement answer = await candles.ProposalAsync(query, cancellationToken);
        JsonLook proposal = new(answer);
        if (!isQuiet)
        {
            context.Console.WriteLine(proposal["proposed"].IsThere
                ? $"proposed: {CandleText.Params(proposal["proposed"])}; ROC AUC expected of it {CandleText.Figure(proposal["expected"])}, of your own "
                    + $"{CandleText.Figure(proposal["own_expected"])}, by {proposal["runs"].Text} runs"
                : "nothing is proposed");
            context.Console.WriteLine($"  {proposal["reason"].Text}");
        }

        if (answer.TryGetProperty("proposed", out JsonElement proposed) && proposed.ValueKind == JsonValueKind.Object)
        {
            JsonObject all = JsonSerializer.SerializeToNode(proposed, ApiJson.Options)!.AsObject();
            foreach ((string name, JsonNode? value) in own) all[name] = value?.DeepClone();
            request["params"] = all;
        }
    }
}
