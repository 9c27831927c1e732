using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets.Generation;

public sealed class PlanDrafterTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_Lists_AreMultiplied()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol one = await StoreAsync(scene, 10_000);
        Symbol other = await StoreAsync(scene, 10_000);

        IReadOnlyList<PlannedEntry> entries = await DraftAsync(scene, new GenerateRequest
        {
            Symbols = [one.Name, other.Name],
            Timeframes = ["H1"],
            Features = ["v1", "poc16"],
            Horizons = [[1, 3], [1]],
            Models = ["ridge", "lightgbm"],
        });

        Assert.Equal(16, entries.Count);
        Assert.Equal($"{one}_1h_v1_Ridge_multi_h1-3", entries[0].Spec.Name.Text);
        Assert.Equal($"{other}_1h_poc16_LightGBM_single_h1", entries[^1].Spec.Name.Text);
        Assert.All(entries, entry => Assert.Equal((100, PhaseTrials.Full, 180, "quick"), (entry.Priority, entry.Spec.Trials, entry.Spec.Days, entry.Spec.FoldMode)));
        Assert.Equal(["absolute", "time_delta"], entries.Select(entry => entry.Spec.Encoder).Distinct());
    }

    [Fact]
    public async Task Draft_Plan_GoesByPriorityAndIsCutBehindTheFirst()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = await StoreAsync(scene, 10_000);

        IReadOnlyList<PlannedEntry> entries = await DraftAsync(scene, new GenerateRequest
        {
            Plan =
            [
                Item(market, "v1") with { Priority = 9 },
                Item(market, "v2") with { Priority = 1, Seed = 5, Trials = new PlanTrials(Broad: 12) },
                Item(market, "poc16") with { Priority = 5 },
            ],
            Quick = true,
            Seed = 3,
            MaxConfigs = 2,
        });

        Assert.Equal([("v2", 5, 12), ("poc16", 3, 20)], entries.Select(entry => (entry.Spec.FeatureSystem, entry.Spec.Seed, entry.Spec.Trials.Broad)));
    }

    [Fact]
    public void Cut_WhatIsSkipped_DoesNotCount()
    {
        PlannedEntry made = new(PresetSpecOf.Ridge(1), 1);
        PlannedEntry skipped = made with { Skip = "it exists" };

        Assert.Equal([made, skipped, made, skipped], PlanDrafter.Cut([made, skipped, made, skipped, made, skipped], 2));
    }

    [Fact]
    public async Task Draft_EverythingWrong_IsToldAtOnce()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol few = await StoreAsync(scene, 2_000);

        RequestException wrong = await Assert.ThrowsAsync<RequestException>(() => DraftAsync(scene, new GenerateRequest
        {
            Symbols = [few.Name, "NOBARSUSDT"],
            Timeframes = ["1h"],
            Features = ["v1"],
            Horizons = [[1]],
            Models = ["ridge"],
            Plan =
            [
                Item(few, "v9") with { Model = "crystal_ball", Horizons = [3, 1] },
                Item(Symbol.Parse("GONEUSDT"), "v1") with { Horizons = [5000], Phases = 5 },
                Item(few, "v1") with { Space = JsonSerializer.SerializeToElement(new { alpha = new { low = 5, high = 1 } }) },
            ],
        }));

        Assert.Equal(400, wrong.Status);
        Assert.Equal(
            ["plan[0].model", "plan[0].features", "plan[0].horizons", "plan[1].horizons", "plan[1].phases", "plan[2].space", "plan[1].symbol", "symbols", "symbols"],
            wrong.Faults.Select(fault => fault.Field));
        Assert.StartsWith("The presets cannot be generated:\n- plan[0].model is crystal_ball; one of random_forest, ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("- plan[0].features is v9; one of ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(
            "- plan[1].horizons is [5000]; a list of 1 to 16 numbers of bars from 1 to 1000, ascending, each once, is needed\n"
                + "- plan[1].phases is 5; a whole number from 1 to 4 is needed",
            wrong.Message, StringComparison.Ordinal);
        Assert.Contains($"- symbols is {few} 1h; a market with enough bars (", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("- symbols is NOBARSUSDT 1h; a market with bars (./st data import NOBARSUSDT 1h FILE) is needed", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_ValueThatIsWrongForSeveral_IsToldOnce()
    {
        await using DecisionScene scene = await OpenAsync();

        RequestException wrong = await Assert.ThrowsAsync<RequestException>(() => DraftAsync(scene, new GenerateRequest
        {
            Symbols = ["AUSDT", "BUSDT"],
            Timeframes = ["1h"],
            Features = ["v1"],
            Horizons = [[1], [2]],
            Models = ["crystal_ball"],
        }));

        Assert.Equal(["models", "symbols", "symbols"], wrong.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public async Task Draft_ListsThatMultiplyToTooMany_AreRefusedBeforeAnythingIsLookedAt()
    {
        await using DecisionScene scene = await OpenAsync();
        string[] many = [.. Enumerable.Range(0, 2000).Select(i => $"A{i}")];

        RequestException wrong = await Assert.ThrowsAsync<RequestException>(() => DraftAsync(scene, new GenerateRequest
        {
            Symbols = many,
            Timeframes = many,
            Features = many,
            Horizons = [[1]],
        }));

        Assert.Equal("The presets cannot be generated:\n- the request is for 2147483647 presets; one for at most 1000, by shorter lists, is needed", wrong.Message);
    }

    [Fact]
    public async Task Draft_ListsWithoutOneOfThem_SaysWhich()
    {
        await using DecisionScene scene = await OpenAsync();

        RequestException wrong = await Assert.ThrowsAsync<RequestException>(() => DraftAsync(scene, new GenerateRequest { Symbols = ["BTCUSDT"], Timeframes = ["1h"] }));

        Assert.Equal(["features", "horizons"], wrong.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public async Task Draft_PresetThatStandsTwice_IsRefusedInAPlanAndDroppedFromLists()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = await StoreAsync(scene, 10_000);
        GenerateRequest lists = new() { Symbols = [market.Name], Timeframes = ["1h"], Features = ["v1"], Horizons = [[1]], Models = ["ridge"] };

        PlannedEntry only = Assert.Single(await DraftAsync(scene, lists with { Plan = [Item(market, "v1") with { Seed = 4 }] }));
        RequestException wrong = await Assert.ThrowsAsync<RequestException>(() => DraftAsync(scene, new GenerateRequest { Plan = [Item(market, "v1"), Item(market, "v1")] }));

        Assert.Equal(4, only.Spec.Seed);
        Assert.Contains($"plan[1].features is {market}_1h_v1_Ridge_single_h1; a preset that no entry before it makes is needed", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_SpaceAndFirstPoints_AreCanonicalAndTheDefaultsGoFirst()
    {
        await using DecisionScene scene = await OpenAsync();
        Symbol market = await StoreAsync(scene, 10_000);
        PlanItem usual = Item(market, "v1") with { First = [JsonSerializer.SerializeToElement(new { fit_intercept = true, alpha = 20 })] };
        PlanItem own = Item(market, "poc16") with { Space = JsonSerializer.SerializeToElement(new { alpha = new { high = 9, low = 1 } }) };

        IReadOnlyList<PlannedEntry> entries = await DraftAsync(scene, new GenerateRequest { Plan = [usual, own] });

        Assert.Equal("""[{"alpha":1,"fit_intercept":true},{"alpha":20,"fit_intercept":true}]""", entries[0].Spec.First);
        Assert.Equal("[]", entries[1].Spec.First);
        Assert.Contains("\"alpha\"", entries[1].Spec.Space, StringComparison.Ordinal);
        Assert.Equal(entries[0].Spec.StudyOn("bars").Hash, PresetSpec.Of(entries[0].Spec.ToJson()).StudyOn("bars").Hash);
    }

    private static PlanItem Item(Symbol market, string features) => new() { Symbol = market.Name, Timeframe = "1h", Features = features, Horizons = [1], Model = "ridge" };

    private static Task<IReadOnlyList<PlannedEntry>> DraftAsync(DecisionScene scene, GenerateRequest request) => scene.Get<PlanDrafter>().DraftAsync(request, Token);

    private static async Task<Symbol> StoreAsync(DecisionScene scene, int bars)
    {
        Symbol market = DecisionScene.NewMarket();
        await scene.Get<BarStore>().WriteAsync(SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = market, Seed = 1, Bars = bars }).Bars, 0, Token);
        return market;
    }

    private Task<DecisionScene> OpenAsync() => DecisionScene.OpenAsync(azurite.Server, Token, change: services => services.AddSingleton<IPresetStudies>(new FakeStudies()));
}
