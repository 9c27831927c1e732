using System.CommandLine;
using System.Globalization;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Regimes;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st regimes classify</c>: how a market is divided, and its last bars as a strip.</summary>
internal static class RegimesClassifyCommand
{
    private const int StripBars = 100;
    private const string Block = "█";
    private const string WarmUp = "warm-up";
    private static readonly string[] Columns = ["regime", "bars", "share", "episodes", "bars an episode"];

    // By place in the rules; more regimes than colours begin again.
    private static readonly string[] Colours = ["green", "red", "yellow", "blue", "magenta", "cyan", "white"];

    public static Command Create(CliContext context)
    {
        Argument<string> symbol = new("SYMBOL") { Description = "As BTCUSDT." };
        Argument<string> timeframe = new("TIMEFRAME") { Description = "As 1h." };
        Option<string?> from = new("--from") { Description = "The first bar opens at or after, UTC." };
        Option<string?> to = new("--to") { Description = "The last bar opens before, UTC." };
        Option<int> limit = new("--limit") { Description = "How many bars are listed (--json) and drawn.", DefaultValueFactory = _ => StripBars };
        Option<string?> set = RegimesOptions.Set();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("classify", "Give the bars of a market their regimes: the shares, and the last bars.") { symbol, timeframe, from, to, limit, set, json };
        command.SetAction(async (parsed, ct) =>
        {
            string path = ApiPath.Of(
                "/api/regimes/classify",
                ("symbol", parsed.GetValue(symbol)), ("timeframe", parsed.GetValue(timeframe)), ("from", parsed.GetValue(from)), ("to", parsed.GetValue(to)),
                ("limit", parsed.GetValue(limit).ToString(CultureInfo.InvariantCulture)), ("set", parsed.GetValue(set)));
            ClassifiedBars bars = await new ApiClient(context).SendAsync<ClassifiedBars>(HttpMethod.Get, path, null, "classified bars", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, bars);
            else Print(context, bars);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(CliContext context, ClassifiedBars bars)
    {
        TablePrinter.Print(context.Console, Columns, bars.Shares.Select(share => (IReadOnlyList<string>)
            [share.Name, Shown.Count(share.Count), Shown.Percent(share.Share), Shown.Count(share.Episodes), Shown.Of(share.MeanLength)]));
        context.Console.WriteLine(
            $"{bars.Symbol} {bars.Timeframe}: {Shown.Count(bars.Count)} bars from {Shown.Of(bars.From)} to {Shown.Of(bars.Last)}, {Shown.Count(bars.WarmUp)} of them warm-up; "
            + $"rules {bars.Set} version {bars.Version}");
        if (bars.Bars.Count == 0) return;
        if (context.Console.Profile.Out.IsTerminal) PrintStrip(context.Console, bars);
        else context.Console.WriteLine($"bars from {Shown.Of(bars.Bars[0].OpenTime)}: {string.Join(", ", Runs(bars.Bars).Select(run => $"{run.Name} x{run.Count}"))}");
    }

    private static void PrintStrip(IAnsiConsole console, ClassifiedBars bars)
    {
        string[] names = [.. bars.Shares.Select(share => share.Name)];
        console.Markup(string.Concat(Runs(bars.Bars).Select(run => $"[{Colour(names, run.Name)}]{string.Concat(Enumerable.Repeat(Block, run.Count))}[/]")));
        console.WriteLine();
        console.MarkupLine(string.Join("  ", names.Select(name => $"[{Colour(names, name)}]{Block}[/] {name}")));
    }

    private static string Colour(string[] names, string name) =>
        name is RegimeLabels.Unclassified or WarmUp ? "grey" : Colours[Math.Max(0, Array.IndexOf(names, name)) % Colours.Length];

    private static List<(string Name, int Count)> Runs(IReadOnlyList<ClassifiedBar> bars)
    {
        List<(string Name, int Count)> runs = [];
        foreach (string name in bars.Select(bar => bar.Regime ?? WarmUp))
        {
            if (runs.Count > 0 && runs[^1].Name == name) runs[^1] = (name, runs[^1].Count + 1);
            else runs.Add((name, 1));
        }

        return runs;
    }
}
