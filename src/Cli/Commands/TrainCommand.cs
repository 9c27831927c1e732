using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Cli.Jobs;
using ServerlessTraining.Cli.Requests;
using ServerlessTraining.Domain.Market;
using Spectre.Console;
using Symbol = ServerlessTraining.Domain.Market.Symbol;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st train</c>: one model on one market, in two stages.</summary>
internal static class TrainCommand
{
    public static Command Create(CliContext context) => new("train", "Train a model: quick, in full, or quick and then in full if it is worth it.")
    {
        Mode(context, "quick", "Train five folds of the last twelve months, and hear what the gate says.", Common()),
        Mode(context, "full", "Train on all data; the last model becomes the live one.", Full(Common())),
        Mode(context, "sequential", "Quick, the gate, your word, then full.", Full(Common())
            .Flag("--auto-approve", "auto_approve", meaning: true, "Go on to full without asking, where the gate lets it through.")
            .Whole("--approval-hours", "approval_hours", "How long it waits for a decision, 1 to 8760. Default 168.")),
        Calibration(context),
    };

    private static RequestFields Common() => new RequestFields()
        .Text("--model", "model", "The model type. Default lightgbm.")
        .Text("--features", "feature_system", "The feature system. Default poc16.")
        .Text("--encoder", "encoder", "How time is encoded. Default time_delta.")
        .Whole("--horizon", "horizon", "Bars ahead. Default 1.")
        .Whole("--days", "days", "The window of training in days. Default: 180 in the quick stage.")
        .Whole("--test-days", "test_period_days", "Days of a test. Default: 60 in the quick stage, 21 in the full one.")
        .Whole("--seed", "seed", "Of everything random. Default 0.")
        .Settings("hyper_parameters", "A hyper-parameter as the model type knows it; as often as wanted.");

    private static RequestFields Full(RequestFields fields) => fields
        .Whole("--min-train-days", "min_train_days", "Days of data before the first test of the full stage. Default 120.")
        .Flag("--fixed-window", "use_expanding_window", meaning: false, "Train each fold of the full stage on a window of --days, not on all that came before it.");

    private static Command Mode(CliContext context, string mode, string description, RequestFields fields)
    {
        Argument<Symbol> symbol = MarketArguments.Symbol();
        Argument<Timeframe> timeframe = MarketArguments.Timeframe();
        Option<Symbol[]?> more = MarketArguments.Symbols();
        Option<bool> noWait = new("--no-wait") { Description = "Start it and return." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new(mode, description) { symbol, timeframe, more, noWait, json };
        fields.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            JsonObject request = await fields.ReadAsync(parsed, ct);
            request["timeframe"] = parsed.GetValue(timeframe).Name;
            request["training_mode"] = mode;
            Symbol[] symbols = [.. (parsed.GetValue(more) ?? []).Prepend(parsed.GetValue(symbol)).Distinct()];
            return await RunAsync(context, request, symbols, parsed.GetValue(noWait), new Answer(context, parsed.GetValue(json), IsList: parsed.GetResult(more) is not null), ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, JsonObject request, Symbol[] symbols, bool noWait, Answer answer, CancellationToken cancellationToken)
    {
        JobClient jobs = new(context);
        List<JsonElement> started = [];
        bool isRefused = false;
        foreach (Symbol symbol in symbols)
        {
            request["symbol"] = symbol.Name;
            try
            {
                started.Add(await jobs.StartAsync(request, cancellationToken));
                if (!answer.IsJson) context.Console.WriteLine($"{symbol} {request["timeframe"]}: job {new JsonLook(started[^1])["job_id"].Text}");
            }
            catch (CliException refusal) when (symbols.Length > 1 && refusal.Status is not null)
            {
                // The others are trained all the same.
                isRefused = true;
                await context.Errors.WriteLineAsync($"{symbol}: {refusal.Message}");
            }
        }

        string[] ids = [.. started.Select(job => new JsonLook(job)["job_id"].Text)];
        if (noWait)
        {
            if (!answer.IsJson) foreach (string id in ids) context.Console.WriteLine($"Follow it: ./st jobs watch {id}");
            await answer.WriteAsync(started);
            return isRefused ? ExitCodes.Failed : ExitCodes.Done;
        }

        JobWatcher watcher = new(context, jobs);
        await answer.WriteAsync(await watcher.WatchAsync(ids, isQuiet: answer.IsJson, cancellationToken));
        return isRefused ? ExitCodes.Failed : watcher.Code();
    }

    private static Command Calibration(CliContext context)
    {
        Option<bool> json = JsonAnswer.Option();
        Command command = new("calibration", "Show how well the gate has served: does quick order models as full does, and what did it save?") { json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonElement calibration = await new JobClient(context).CalibrationAsync(ct);
            JsonLook look = new(calibration);
            if (parsed.GetValue(json))
            {
                await JsonAnswer.WriteAsync(context, calibration);
            }
            else
            {
                context.Console.WriteLine($"quick trainings that were judged: {look["jobs"].Text}");
                foreach (JsonLook line in look["lines"].Items) context.Console.WriteLine(line.Text);
                context.Console.WriteLine($"hours saved: {look["hours_saved"].Text}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <param name="IsList">Where --symbols was given, however many they are.</param>
    private sealed record Answer(CliContext Context, bool IsJson, bool IsList)
    {
        public async Task WriteAsync(IReadOnlyList<JsonElement> jobs)
        {
            if (!IsJson) return;
            if (IsList) await JsonAnswer.WriteAsync(Context, jobs);
            else await JsonAnswer.WriteAsync(Context, jobs[0]);
        }
    }
}
