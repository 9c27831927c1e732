using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Functions.Tests.OpenApi;

/// <summary>The real functions on a free port, with something of most kinds in their store; one for all tests that ask them.</summary>
[CollectionDefinition(Name)]
public sealed class FilledApi : IAsyncLifetime, ICollectionFixture<FilledApi>
{
    public const string Name = "filled api";

    /// <summary>Of two versions.</summary>
    public const string Preset = "BTCUSDT_1h_v2_LightGBM_multi_h1-3";

    /// <summary>Of one.</summary>
    public const string OtherPreset = "ETHUSDT_1h_v2_LightGBM_multi_h1-3";

    internal const string Grid = """
        {"name":"api","models":"ridge","symbols":"BTCUSDT","timeframes":"1h","days":90,"horizons":[1],"feature_systems":"v1","folds":"quick"}
        """;

    public ApiServer Server { get; } = new();

    /// <summary>A queue that was not started.</summary>
    public string Queue { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await Server.InitializeAsync();
        Symbol symbol = Symbol.Parse("BTCUSDT");
        await Server.Get<BarStore>().WriteAsync(SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = symbol, Bars = 8760, Seed = 3 }).Bars, 0, cancel);
        RegimeBoard board = new("BTCUSDT_1h", 0, ["bull_trending", "bear_trending"]);
        Decision decision = KeepOrDelete.Decide(board, RunBuilder.Candidates(RunBuilder.Model("run-2", "model-2"), ("bull_trending", 1.4)), new SelectionOptions());
        await Server.Get<RegimeBestStore>().SaveAsync(board, decision, cancel);
        await Server.Get<RunStore>().InsertAsync(RunBuilder.Completed("run-1", 0, RunBuilder.Beaten()), cancel);
        await Server.Get<RunStore>().InsertAsync(RunBuilder.Completed("run-2", 10) with { Regimes = ["bull_trending"] }, cancel);
        await Server.Get<LedgerStore>().RecordAsync(new TrialLedger("BTCUSDT 1h", "data-1").Record(TrialLook.Of(TrialKind.Configuration, "a")), cancel);
        foreach ((string name, PresetContent content) in ((string, PresetContent)[])
            [(Preset, PresetSamples.Whole()), (Preset, PresetSamples.Content(leaves: 63)), (OtherPreset, PresetSamples.Content())])
        {
            string body = $$"""{"name":"{{name}}","description":"first","content":{{PresetContentText.Write(content)}}}""";
            Assert.Equal(201, (await Server.SendAsync("POST", "/api/presets", cancel, body)).Status);
        }

        ApiServer.Answer queue = await Server.SendAsync("POST", "/api/queues", cancel, Grid);
        Assert.Equal(201, queue.Status);
        Queue = queue.Json.GetProperty("id").GetString()!;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
