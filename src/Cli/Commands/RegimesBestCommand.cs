using System.CommandLine;
using ServerlessTraining.Orchestration.Regimes;
using ServerlessTraining.Storage.Tables;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st regimes best</c>.</summary>
internal static class RegimesBestCommand
{
    private static readonly string[] Columns = ["regime", "rank", "run", "strategy", "sharpe", "trades", "deflated", "since", "defeats", "model"];

    public static Command Create(CliContext context)
    {
        Argument<string?> symbol = new("SYMBOL") { Description = "Of the market. Default: all.", Arity = ArgumentArity.ZeroOrOne };
        Argument<string?> timeframe = new("TIMEFRAME") { Description = "Of the market. Default: all.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("best", "Show who holds which regime of each market, with what, and since when.") { symbol, timeframe, json };
        command.SetAction(async (parsed, ct) =>
        {
            BoardList list = new(await StoredPages.AllAsync(PageAsync).ToListAsync(ct), Continuation: null);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, list);
            else Print(context, list);
            return ExitCodes.Done;

            async Task<StoredPage<BoardView>> PageAsync(string? continuation)
            {
                (string Name, string? Value)[] query = [("symbol", parsed.GetValue(symbol)), ("timeframe", parsed.GetValue(timeframe)), ("continuation", continuation)];
                BoardList page = await new ApiClient(context).SendAsync<BoardList>(HttpMethod.Get, ApiPath.Of("/api/regimes/best", query), null, "the boards", ct);
                return new StoredPage<BoardView>(page.Boards, page.Continuation);
            }
        });
        return command;
    }

    private static void Print(CliContext context, BoardList list)
    {
        if (list.Boards.Count == 0) context.Console.WriteLine("nothing was decided yet");
        foreach (BoardView board in list.Boards)
        {
            context.Console.WriteLine($"{board.Board} (version {board.Version})");
            TablePrinter.Print(context.Console, Columns, board.Regimes.SelectMany(RowsOf));
        }
    }

    private static IEnumerable<IReadOnlyList<string>> RowsOf(BoardRegime regime) => regime.Holders.Count == 0
        ? [[regime.Regime, .. Enumerable.Repeat(Shown.Nothing, Columns.Length - 2), "nobody"]]
        : regime.Holders.Select(holder => (IReadOnlyList<string>)
        [
            regime.Regime, $"{holder.Rank}", holder.RunId, holder.Strategy, Shown.Of(holder.Sharpe), Shown.Count(holder.Trades), Shown.Of(holder.DeflatedProbability),
            Shown.Of(holder.Since), $"{holder.Defeats.Count}", holder.Configuration,
        ]);
}
