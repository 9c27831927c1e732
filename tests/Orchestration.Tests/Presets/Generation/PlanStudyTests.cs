using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Decisions.Recovery;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets.Generation;

/// <summary>A plan with the product's own study, whose trials and held-out models go through the product's queues, rows and trainer.</summary>
public sealed class PlanStudyTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Category", "slow")]
    public async Task Generate_FourPhases_PublishesWhatTheStudyFound()
    {
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server);
        Symbol market = DecisionScene.NewMarket();
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = market, Seed = 7, Bars = 10_000, SignalStrength = 0.6 }).Bars;
        await hub.Scene.Get<BarStore>().WriteAsync(bars, 0, Token);
        GenerateRequest request = new()
        {
            Symbols = [market.Name],
            Timeframes = ["1h"],
            Features = ["v1"],
            Horizons = [[1, 3]],
            Models = ["ridge"],
            Trials = new PlanTrials(Broad: 4, Focused: 3, Local: 2, Seeds: 2),
            Seed = 7,
        };

        GenerateStarted started = await hub.Scene.Get<PresetGenerator>().StartAsync(hub.Client, request, Token);
        await hub.Client.WaitForInstanceCompletionAsync(PlanRun.InstanceOf(started.PlanId), Token).WaitAsync(TimeSpan.FromMinutes(3), Token);

        PlanView plan = (await hub.Scene.Get<PlanViews>().FindAsync(started.PlanId, Token))!;
        PlanEntryView entry = Assert.Single(plan.Entries);
        Assert.Equal((PresetPlanEntryStatus.Published, null, 1), (entry.Status, entry.Reason, entry.Version));
        PresetContent preset = (await hub.Scene.Get<PresetService>().FindAsync(PresetName.Parse(entry.Preset), null, Token))!.Value.Content;
        Assert.Equal(entry.Study!.Done, preset.Search!.Trials);
        Assert.Equal(preset.Stability!.Seeds.Single(seed => seed.Seed == preset.Stability.MedianSeed).Value, preset.ValidationMetrics["roc_auc"]!.Value, 9);
        Assert.Contains("f1", preset.ValidationMetrics.Keys);
        TrialLedger ledger = await hub.Scene.Get<LedgerStore>().LoadAsync($"{market} 1h", preset.Dataset.Fingerprint, Token);
        Assert.Equal(1, preset.HeldOut!.Looks);
        Assert.Contains($"with {ledger.Total} looks at this market's data", preset.HeldOut.Verdict, StringComparison.Ordinal);
        Assert.True(ledger.Count(TrialKind.Seed) > 1);
    }
}
