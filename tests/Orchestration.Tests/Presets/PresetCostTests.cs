using System.Text.Json;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Presets;

[Collection(ApiTests.Name)]
public sealed class PresetCostTests(ApiServer api)
{
    private const string Name = "APICOST_1h_v2_LightGBM_multi_h1-3";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_EachVersion_HasTheCostOfItsOwnSearch()
    {
        await SaveAsync(1, new TrainingUse(1200.5, 60, 9000));
        await SaveAsync(2, use: null);

        JsonElement searched = (await api.GetAsync($"/api/presets/{Name}?version=1", Cancel)).Json;
        JsonElement byHand = (await api.GetAsync($"/api/presets/{Name}", Cancel)).Json;

        Assert.Equal(
            """{"cpu_seconds":1200.5,"gpu_seconds":60,"storage_transactions":9000,"price":{"value":null,"reason":"no price is set in configs/prices.yaml"}"""
            + ""","currency":"EUR","prices":"configs/prices.yaml"}""",
            searched.GetProperty("cost").GetRawText());
        Assert.Equal(JsonValueKind.Null, searched.GetProperty("cost_reason").ValueKind);
        Assert.Equal((2, JsonValueKind.Null), (byHand.GetProperty("version").GetInt32(), byHand.GetProperty("cost").ValueKind));
        Assert.Equal(
            "no search is noted for it here: it was saved by hand, imported, or generated before it was noted what a search uses", byHand.GetProperty("cost_reason").GetString());
    }

    /// <summary>What it cost here is nobody else's, and a file that says it would be another file.</summary>
    [Fact]
    public async Task Export_SearchedPreset_DoesNotSayWhatItTook()
    {
        await SaveAsync(1, new TrainingUse(1200.5, 60, 9000));

        Assert.DoesNotContain("1200.5", (await api.GetAsync($"/api/presets/{Name}/export?version=1", Cancel)).Body, StringComparison.Ordinal);
    }

    // Each test makes the same saves; those of the first stay.
    private Task<StoredPreset> SaveAsync(int version, TrainingUse? use) => api.Get<PresetService>().SaveAsync(
        PresetName.Parse(Name), PresetSamples.Content(leaves: 31 * version), $"version {version}", use, $"cost-{version}", Cancel);
}
