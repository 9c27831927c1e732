using System.CommandLine;
using System.Globalization;
using ServerlessTraining.Cli.Data;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Bars;
using Spectre.Console;
using Symbol = ServerlessTraining.Domain.Market.Symbol;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st data gaps</c>: what a series lacks.</summary>
internal static class DataGapsCommand
{
    private static readonly string[] Columns = ["from", "to", "missing"];

    public static Command Create(CliContext context)
    {
        Argument<Symbol> symbol = MarketArguments.Symbol();
        Argument<Timeframe> timeframe = MarketArguments.Timeframe();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("gaps", "List the bars that a series lacks, judged by its calendar.") { symbol, timeframe, json };
        command.SetAction(async (parsed, ct) =>
        {
            BarGapList all = await ReadAsync(context, parsed.GetValue(symbol), parsed.GetValue(timeframe), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, all);
            else Print(context, all);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<BarGapList> ReadAsync(CliContext context, Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken)
    {
        List<BarGapEntry> gaps = [];
        for (string query = ""; ;)
        {
            string path = $"/api/bars/{symbol}/{timeframe}/gaps{query}";
            BarGapList page = await new ApiClient(context).SendAsync<BarGapList>(HttpMethod.Get, path, content: null, "a list of gaps", cancellationToken);
            gaps.AddRange(page.Gaps);
            if (page.Continuation is null) return page with { Gaps = gaps };
            query = $"?continuation={Uri.EscapeDataString(page.Continuation)}";
        }
    }

    private static void Print(CliContext context, BarGapList all)
    {
        if (all.Gaps.Count > 0)
        {
            TablePrinter.Print(
                context.Console, Columns, all.Gaps.Select(gap => (IReadOnlyList<string>)[BarText.Time(gap.From), BarText.Time(gap.To), BarText.Number(gap.Missing)]));
        }

        string share = (100 * all.MissingShare).ToString("0.##", CultureInfo.InvariantCulture);
        context.Console.WriteLine(
            $"{all.Symbol} {all.Timeframe}: {BarText.Number(all.MissingBars)} of {BarText.Number(all.ExpectedBars)} expected bars are missing ({share} %), "
            + $"{all.Calendar} calendar");
        if (all.BarsOutsideHours > 0) context.Console.WriteLine($"{BarText.Number(all.BarsOutsideHours)} bars lie where the calendar is closed");
    }
}
