using System.CommandLine;
using System.Globalization;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Storage.Tables;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st ledger</c>: what was looked at on a market, and what that does to its figures.</summary>
internal static class LedgerCommand
{
    private static readonly string[] Columns =
        ["market", "data", "current", "configurations", "seeds", "strategies", "thresholds", "final", "total", "deviation", "best by luck", "needed"];

    public static Command Create(CliContext context)
    {
        Argument<string?> symbol = new("SYMBOL") { Description = "Of the market. Default: all.", Arity = ArgumentArity.ZeroOrOne };
        Argument<string?> timeframe = new("TIMEFRAME") { Description = "Of the market. Default: all.", Arity = ArgumentArity.ZeroOrOne };
        Option<int?> observations = new("--observations") { Description = "Bars of the record that is to be believed. Default: a year of the market." };
        Option<bool> json = JsonAnswer.Option("Print the ledgers as JSON.");
        Command command = new("ledger", "Show how often each market was looked at, and how high a Sharpe ratio must be by now.") { symbol, timeframe, observations, json };
        command.SetAction(async (parsed, ct) =>
        {
            string path = ApiPath.Of(
                "/api/ledger", ("symbol", parsed.GetValue(symbol)), ("timeframe", parsed.GetValue(timeframe)),
                ("observations", parsed.GetValue(observations)?.ToString(CultureInfo.InvariantCulture)), ("limit", "1000"));
            StoredPage<LedgerView> ledgers = await new ApiClient(context).SendAsync<StoredPage<LedgerView>>(HttpMethod.Get, path, null, "the ledgers", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, ledgers);
            else Print(context.Console, ledgers);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(IAnsiConsole console, StoredPage<LedgerView> ledgers)
    {
        if (ledgers.Items.Count == 0)
        {
            console.WriteLine("nothing was looked at yet");
            return;
        }

        TablePrinter.Print(console, Columns, ledgers.Items.Select(ledger => (IReadOnlyList<string>)
        [
            ledger.Market, Shown.Hash(ledger.DataFingerprint), Shown.Of(ledger.IsCurrent), Shown.Count(ledger.Looks.Configurations), Shown.Count(ledger.Looks.Seeds),
            Shown.Count(ledger.Looks.Strategies), Shown.Count(ledger.Looks.Thresholds), Shown.Count(ledger.FinalSegmentLooks), Shown.Count(ledger.Total),
            Shown.Of(ledger.SharpeDeviation), Shown.Of(ledger.ExpectedMaximumSharpe), Shown.Of(ledger.RequiredSharpe),
        ]));
        foreach (LedgerView ledger in ledgers.Items) console.WriteLine(Sentence(ledger));
        if (ledgers.Continuation is not null) console.WriteLine("there are more: name a market");
    }

    private static string Sentence(LedgerView ledger) => ledger.ExpectedMaximumSharpe.IsDefined && ledger.RequiredSharpe.IsDefined
        ? $"{ledger.Market} ({Shown.Hash(ledger.DataFingerprint)}): the best of {Shown.Count(ledger.Total)} looks without any skill shows a Sharpe of "
            + $"{Shown.Of(ledger.ExpectedMaximumSharpe)}; over {Shown.Count(ledger.Observations)} bars {Shown.Of(ledger.RequiredSharpe)} is needed for a deflated probability of "
            + $"{Shown.Of(ledger.Confidence)}."
        : $"{ledger.Market} ({Shown.Hash(ledger.DataFingerprint)}): nothing can be said of its figures, {ledger.ExpectedMaximumSharpe.Reason ?? ledger.RequiredSharpe.Reason}.";
}
