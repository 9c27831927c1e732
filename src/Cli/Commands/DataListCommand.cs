using System.CommandLine;
using ServerlessTraining.Cli.Data;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Storage.Tables;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st data list</c>: every stored series.</summary>
internal static class DataListCommand
{
    private static readonly string[] Columns = ["symbol", "timeframe", "calendar", "bars", "first", "last", "gaps", "missing", "fingerprint"];

    public static Command Create(CliContext context)
    {
        Option<bool> json = JsonAnswer.Option();
        Command command = new("list", "List the stored series.") { json };
        command.SetAction(async (parsed, ct) =>
        {
            List<BarSeriesInfo> all = await StoredPages.AllAsync(PageAsync).ToListAsync(ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, all);
            else if (all.Count == 0) context.Console.WriteLine("no bars are stored; ./st data import SYMBOL TIMEFRAME FILE brings some");
            else TablePrinter.Print(context.Console, Columns, all.Select(Row));
            return ExitCodes.Done;

            async Task<StoredPage<BarSeriesInfo>> PageAsync(string? continuation)
            {
                BarSeriesList page = await new ApiClient(context).SendAsync<BarSeriesList>(
                    HttpMethod.Get, ApiPath.Of("/api/bars", ("continuation", continuation)), content: null, "a list of series", ct);
                return new StoredPage<BarSeriesInfo>(page.Items, page.Continuation);
            }
        });
        return command;
    }

    private static IReadOnlyList<string> Row(BarSeriesInfo one) =>
    [
        one.Symbol, one.Timeframe, one.Calendar, BarText.Number(one.Count), BarText.Time(one.First), BarText.Time(one.Last),
        BarText.Number(one.Gaps), BarText.Number(one.MissingBars), one.Fingerprint[..12],
    ];
}
