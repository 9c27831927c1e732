using System.Text;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Cli.Tests;

/// <summary>The commands of the guides, run in their order against the real functions: the guides show what comes out.</summary>
public sealed class GuideTests(ApiServer api) : IClassFixture<ApiServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("regimes.md")]
    [InlineData("history.md")]
    public async Task Guide_Commands_GiveWhatItShows(string guide)
    {
        await FillAsync();
        string[] blocks = [.. Blocks(await File.ReadAllTextAsync(Repository.PathOf("docs", "guides", guide), Cancel))];

        StringBuilder real = new();
        foreach (string block in blocks)
        {
            string command = block.Split('\n')[0];
            CommandRun run = await RunAsync(command["$ st ".Length..]);
            real.Append($"{command}\n{Tidy(run.Output + run.Errors)}\n\n");
        }

        Assert.NotEmpty(blocks);
        Assert.Equal(string.Concat(blocks.Select(block => block + "\n")), real.ToString());
    }

    // Tables fill lines with blanks, which no guide keeps.
    private static string Tidy(string output) => string.Join('\n', output.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n');

    private static IEnumerable<string> Blocks(string guide) =>
        guide.Split("```console\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)].TrimEnd('\n') + "\n");

    private async Task<CommandRun> RunAsync(string command)
    {
        using HttpClientHandler http = new();
        Dictionary<string, string?> settings = new() { ["ST_URL"] = api.Url.ToString(), ["ST_KEY"] = ApiServer.Key };
        // Quoted words are one argument.
        string[] arguments = [.. command.Split('"').SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        return await CommandRun.OfAsync(http, terminal: false, settings, arguments);
    }

    private async Task FillAsync()
    {
        BarStore bars = api.Get<BarStore>();
        Symbol symbol = Symbol.Parse("BTCUSDT");
        if (await bars.FindAsync(symbol, Timeframe.H1, Cancel) is not null) return;
        await bars.WriteAsync(SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = symbol, Bars = 8760, Seed = 3 }).Bars, 0, Cancel);
        RegimeBoard board = new("BTCUSDT_1h", 0, ["bull_trending", "bear_trending", "volatile_ranging", "calm_ranging"]);
        Decision decision = KeepOrDelete.Decide(board, RunBuilder.Candidates(RunBuilder.Model("run-2", "model-2"), ("bull_trending", 1.4)), new SelectionOptions());
        await api.Get<RegimeBestStore>().SaveAsync(board, decision, Cancel);
        await api.Get<RunStore>().InsertAsync(RunBuilder.Completed("run-1", 0, RunBuilder.Beaten()), Cancel);
        await api.Get<RunStore>().InsertAsync(RunBuilder.Completed("run-2", 10) with { Regimes = ["bull_trending"] }, Cancel);
        MetricValue[] sharpes = [.. Enumerable.Range(0, 135).Select(i => MetricValue.Of((i - 67) / 5000.0))];
        TrialLedger ledger = new TrialLedger("BTCUSDT 1h", "data-1").Record(
            TrialLook.Of(TrialKind.Configuration, "a"), TrialLook.Of(TrialKind.Configuration, "b"), TrialLook.Of(TrialKind.Strategy, "a", sharpes),
            TrialLook.Of(TrialKind.Strategy, "b", sharpes));
        await api.Get<LedgerStore>().RecordAsync(ledger, Cancel);
    }
}
