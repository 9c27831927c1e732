using System.Text.Json;
using ServerlessTraining.Bench.Engine;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Page;

/// <summary>The dashboard in Chromium: how soon it is there, and how a chart with 100,000 candles follows the hand.</summary>
internal sealed class PageBench : IBenchGroup
{
    private const int Candles = 100_000;
    private static readonly string Driver = Repository.PathOf("tests", "Browser", "node_modules", "playwright-core");

    public string Name => "page";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Driver)) throw new ServerlessTrainingException("The group page drives a browser as tests/Browser does, whose packages are not there. Run: eng/setup --tests");
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Bars = Candles }).Bars;
        await using BenchHost host = await BenchHost.StartAsync(cancellationToken);
        await host.ImportAsync(bars, cancellationToken);
        ShellResult run = await Shell.RunAsync(
            "node", [Repository.PathOf("bench", "Page", "page.mjs"), host.Url, bars.Symbol.Name, bars.Timeframe.Name], cancellationToken,
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["ST_KEY"] = host.Key });
        if (run.ExitCode != 0) throw new ServerlessTrainingException($"The browser ended with {run.ExitCode}: {run.Error}");
        JsonElement taken = JsonSerializer.Deserialize<JsonElement>(run.Output);
        double Of(string name) => taken.GetProperty(name).GetDouble();
        return
        [
            new BenchRow("page.first_paint", Of("paint"), "ms"),
            new BenchRow("page.usable", Of("used"), "ms"),
            new BenchRow("page.candles", Of("candles"), "candles"),
            new BenchRow("page.scroll", Of("fps"), "frames/s"),
            new BenchRow("page.longest_frame", Of("longest"), "ms"),
        ];
    }
}
