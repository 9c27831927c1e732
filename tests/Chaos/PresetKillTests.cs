using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.ChaosHost;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Chaos;

/// <summary>The search for a preset, its host killed in every phase: no trial is lost or made twice, and the preset is the one that nobody disturbed.</summary>
public sealed class PresetKillTests
{
    private const int LastMilliseconds = 300;

    /// <summary>Behind the four phases of the search: the report on the held-out part.</summary>
    private const int HeldOut = 5;

    private const string Name = "CHAOSUSDT_1h_v1_Ridge_multi_h1-3";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    private static BarSeries Market { get; } =
        SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = Symbol.Parse("CHAOSUSDT"), Seed = 5, Bars = 11_500, SignalStrength = 0.5 }).Bars;

    [Fact]
    [Trait("Category", "chaos")]
    public async Task Generate_KilledInEveryPhase_LeavesTheTrialsAndThePresetOfAnUndisturbedOne()
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(Limit);
        Random random = ChaosSeed.Next();
        string[] expected = await GenerateAsync([], random, over.Token);
        string[] disturbed = await GenerateAsync([1, 1, 2, 2, 3, 4, HeldOut], random, over.Token);
        ChaosSeed.Say($"lines that are the same: {expected.Length}");
        Assert.Equal(expected, disturbed);
    }

    /// <param name="phases">Before whose end the host is killed.</param>
    /// <returns>A line a trial, and the preset's content.</returns>
    private static async Task<string[]> GenerateAsync(int[] phases, Random random, CancellationToken cancellationToken)
    {
        await using ChaosSite site = new();
        ChaosProcess host = Start();
        await site.ReadyAsync(cancellationToken);
        await new BarStore(new ChaosStorage(site.Azurite.ConnectionString).Accounts.Data, TimeProvider.System).WriteAsync(Market, 0, cancellationToken);
        string plan = $"api/presets/plans/{await StartAsync(site, cancellationToken)}";
        foreach (int phase in phases)
        {
            await site.UntilAsync(plan, view => PhaseOf(view) >= phase, cancellationToken);
            await Task.Delay(random.Next(LastMilliseconds), cancellationToken);
            ChaosSeed.Say($"killed in phase {PhaseOf(await site.GetAsync(plan, cancellationToken))}");
            await host.KillAsync();
            host = Start();
        }

        JsonElement ended = await site.UntilAsync(plan, view => view.GetProperty("status").GetString() == "completed", cancellationToken);
        JsonElement entry = ended.GetProperty("entries")[0];
        Assert.True(entry.GetProperty("status").GetString() == "published", entry.ToString());
        JsonElement trials = await site.GetAsync($"api/presets/studies/{entry.GetProperty("study_id").GetString()}/trials?limit=1000", cancellationToken);
        JsonElement preset = await site.GetAsync($"api/presets/{Name}", cancellationToken);
        Assert.Equal(1, preset.GetProperty("version").GetInt32());
        return [.. trials.GetProperty("items").EnumerateArray().Select(WithoutSeconds), preset.GetProperty("content").GetRawText()];

        ChaosProcess Start() => site.StartHost((ChaosSettings.Trainer, ChaosSettings.ProductTrainer));
    }

    private static async Task<string> StartAsync(ChaosSite site, CancellationToken cancellationToken)
    {
        const string Wish = """{"symbols":["CHAOSUSDT"],"timeframes":["1h"],"features":["v1"],"models":["ridge"],"horizons":[[1,3]],"quick":true,"phases":4}""";
        using HttpResponseMessage started = await site.PostAsync("api/presets/generate", Wish, cancellationToken);
        string body = await started.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(started.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement.GetProperty("plan_id").GetString()!;
    }

    private static int PhaseOf(JsonElement plan)
    {
        JsonElement study = plan.GetProperty("entries")[0].GetProperty("study");
        if (study.ValueKind != JsonValueKind.Object) return 0;
        return study.GetProperty("done").GetInt32() == study.GetProperty("planned").GetInt32() ? HeldOut : study.GetProperty("phase").GetInt32();
    }

    private static string WithoutSeconds(JsonElement trial)
    {
        JsonObject line = JsonNode.Parse(trial.GetRawText())!.AsObject();
        line.Remove("seconds");
        return line.ToJsonString();
    }
}
