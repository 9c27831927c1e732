using System.CommandLine;
using System.CommandLine.Parsing;
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
    private const string FixedWindow = "--fixed-window";

    public static Command Create(CliContext context) => new("train", "Train a model: quick, in full, or quick and then in full if it is worth it.")
    {
        Mode(context, "quick", "Train five folds of the last twelve months, and hear what the gate says.", Common(context, "quick")),
        Mode(context, "full", "Train on all data; the last model becomes the live one.", Full(Common(context, "full"))),
        Mode(context, "sequential", "Quick, the gate, your word, then full.", Full(Common(context, "sequential"))
            .Flag("--auto-approve", "auto_approve", meaning: true, "Go on to full without asking, where the gate lets it through.")
            .Whole("--approval-hours", "approval_hours", "How long it waits for a decision, 1 to 8760. Default 168.")),
        Calibration(context),
    };

    private static RequestFields Common(CliContext context, string mode) => new RequestFields()
        .Text("--model", "model", "The model type. Default lightgbm.")
        .Text("--features", "feature_system", "The feature system. Default poc16.")
        .Text("--encoder", "encoder", "How time is encoded. Default time_delta.")
        .Whole("--horizon", "horizon", "Bars ahead. Default 1.")
        .Whole("--days", "days", "The window of training in days. Default: 180 in the quick stage.")
        .Whole("--test-days", "test_period_days", "Days of a test. Default: 60 in the quick stage, 21 in the full one.")
        .Whole("--seed", "seed", "Of everything random. Default 0.")
        .Whole("--epochs", "hyper_parameters.epochs", "Rounds over the data, of lstm2head.")
        .Settings("hyper_parameters", "A hyper-parameter as the model type knows it; as often as wanted.")
        .Preset((preset, parsed) => TrainFile.Fields(context, preset, isExpanding: mode == "full" && !IsGiven(parsed, FixedWindow) && !IsGiven(parsed, "--days")));

    // A flag that was not given has a result all the same, with its default.
    private static bool IsGiven(ParseResult parsed, string option) => parsed.GetResult(option) is OptionResult { Implicit: false };

    private static RequestFields Full(RequestFields fields) => fields
        .Whole("--min-train-days", "min_train_days", "Days of data before the first test of the full stage. Default 120.")
        .Flag(FixedWindow, "use_expanding_window", meaning: false, "Train each fold of the full stage on a window of --days, not on all that came before it.");

    private static Command Mode(CliContext context, string mode, string description, RequestFields fields)
    {
        Argument<Symbol?> symbol = MarketArguments.OptionalSymbol();
        Argument<Timeframe?> timeframe = MarketArguments.OptionalTimeframe();
        Option<Symbol[]?> more = MarketArguments.Symbols();
        Option<bool> noWait = new("--no-wait") { Description = "Start it and return." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new(mode, description) { symbol, timeframe, more, noWait, json };
        fields.AddTo(command);
        command.Validators.Add(result =>
        {
            bool isNamed = result.GetResult(timeframe) is { Tokens.Count: > 0 };
            if (!isNamed && !fields.HasFile(result)) result.AddError("Give a symbol and a timeframe, or a file that has them: --config FILE.");
        });
        command.SetAction(async (parsed, ct) =>
        {
            JsonObject request = await fields.ReadAsync(parsed, ct);
            if (parsed.GetValue(timeframe) is { } length) request["timeframe"] = length.Name;
            request["training_mode"] = mode;
            TrainFile.RequireMarket(request, parsed.GetValue(symbol));
            Symbol first = parsed.GetValue(symbol) ?? Domain.Market.Symbol.Parse(request["symbol"]!.ToString());
            Symbol[] symbols = [.. (parsed.GetValue(more) ?? []).Prepend(first).Distinct()];
            IReadOnlyList<JsonObject> requests = [.. symbols.SelectMany(one => TrainFile.Jobs(request, one))];
            bool isList = parsed.GetResult(more) is not null || requests.Count > 1;
            return await RunAsync(context, requests, parsed.GetValue(noWait), new Answer(context, parsed.GetValue(json), isList), ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, IReadOnlyList<JsonObject> requests, bool noWait, Answer answer, CancellationToken cancellationToken)
    {
        JobClient jobs = new(context);
        List<JsonElement> started = [];
        bool isRefused = false;
        foreach (JsonObject request in requests)
        {
            try
            {
                started.Add(await jobs.StartAsync(request, cancellationToken));
                if (!answer.IsJson) context.Console.WriteLine($"{TrainFile.NameOf(request, requests.Count)}: job {new JsonLook(started[^1])["job_id"].Text}");
            }
            catch (CliException refusal) when (requests.Count > 1 && refusal.Status is not null)
            {
                // The others are trained all the same.
                isRefused = true;
                await context.Errors.WriteLineAsync($"{request["symbol"]}: {refusal.Message}");
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

    /// <param name="IsList">Where --symbols was given, however many they are, or where there are several jobs.</param>
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
