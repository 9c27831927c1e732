using System.CommandLine;
using ServerlessTraining.Cli.Data;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Orchestration.Bars;
using Spectre.Console;
using Symbol = ServerlessTraining.Domain.Market.Symbol;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st data import</c> and <c>st data append</c>: merge a file into a series. Append wants the series to be there.</summary>
internal static class DataImportCommand
{
    public static Command Create(CliContext context) => Create(context, "import", "Merge a CSV file, plain or gzip, into a series that is there or new.", mustExist: false);

    public static Command CreateAppend(CliContext context) => Create(context, "append", "Merge a CSV file, plain or gzip, into a series that is there.", mustExist: true);

    private static Command Create(CliContext context, string name, string description, bool mustExist)
    {
        Argument<Symbol> symbol = MarketArguments.Symbol();
        Argument<Timeframe> timeframe = MarketArguments.Timeframe();
        Argument<FileInfo> file = new Argument<FileInfo>("file") { Description = "CSV with a header such as timestamp,open,high,low,close,volume." }.AcceptExistingOnly();
        Option<string?> prefer = Prefer();
        Option<MarketCalendar?> calendar = MarketArguments.Calendar();
        Option<bool> json = JsonAnswer.Option();
        Command command = new(name, description) { symbol, timeframe, file, prefer, calendar, json };
        command.SetAction(async (parsed, ct) =>
        {
            (Symbol market, Timeframe length, MarketCalendar? chosen) = (parsed.GetValue(symbol), parsed.GetValue(timeframe), parsed.GetValue(calendar));
            if (mustExist) await new ApiClient(context).SendAsync<BarSeriesInfo>(HttpMethod.Get, $"/api/bars/{market}/{length}", null, "a series", ct);
            FileInfo source = parsed.GetValue(file)!;
            BarSeries bars = await ReadAsync(source, market, length, chosen ?? MarketCalendar.Guess(market), ct);
            bool quiet = parsed.GetValue(json);
            await PrintAsync(context, await new BarUploader(context).SendAsync(bars, Preference(parsed.GetValue(prefer)), chosen, quiet, ct), quiet);
            return ExitCodes.Done;
        });
        return command;
    }

    public static Option<string?> Prefer() =>
        new Option<string?>("--prefer") { Description = "Which bar stands where a new one differs from the stored one. Without it nothing is changed and they are listed." }
            .AcceptOnlyFromAmong("new", "old");

    public static MergePreference? Preference(string? text) => text switch
    {
        "new" => MergePreference.New,
        "old" => MergePreference.Old,
        _ => null,
    };

    public static async Task PrintAsync(CliContext context, BarMergeReport report, bool json)
    {
        if (json) await JsonAnswer.WriteAsync(context, report);
        else foreach (string line in BarText.Lines(report)) context.Console.WriteLine(line);
    }

    // Read here, so that a bad line is told with its file's name before anything is sent.
    private static async Task<BarSeries> ReadAsync(FileInfo file, Symbol symbol, Timeframe timeframe, MarketCalendar calendar, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream stream = file.OpenRead();
            return await BarCsvReader.ReadAsync(stream, symbol, timeframe, calendar, cancellationToken);
        }
        catch (Exception bad) when (bad is ServerlessTrainingException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{file}: {bad.Message}", bad);
        }
    }
}
