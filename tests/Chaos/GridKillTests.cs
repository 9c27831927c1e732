using System.Text.Json;
using ServerlessTraining.ChaosHost;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Chaos;

/// <summary>A grid whose host is killed again and again leaves the same tables as one that nobody disturbed.</summary>
public sealed class GridKillTests
{
    private const int LastMilliseconds = 400;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan FullLimit = TimeSpan.FromMinutes(45);

    private static BarSeries Market { get; } =
        SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = Symbol.Parse("CHAOSUSDT"), Seed = 5, Bars = 11_500, SignalStrength = 0.5 }).Bars;

    [Fact]
    public Task Grid_Killed3Times_LeavesTheTablesOfAnUndisturbedOne() => RunAsync(configurations: 4, kills: 3, Limit);

    [Fact]
    [Trait("Category", "chaos")]
    public Task Grid_Killed20Times_LeavesTheTablesOfAnUndisturbedOne() => RunAsync(configurations: 24, kills: 20, FullLimit);

    private static async Task RunAsync(int configurations, int kills, TimeSpan limit)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(limit);
        Random random = ChaosSeed.Next();
        string expected = await TrainAsync(configurations, 0, random, over.Token);
        string disturbed = await TrainAsync(configurations, kills, random, over.Token);
        ChaosSeed.Say($"configurations {configurations}, kills {kills}, lines that are the same {expected.Count(c => c == '\n')}");
        Assert.Equal(expected.Split('\n'), disturbed.Split('\n'));
    }

    private static async Task<string> TrainAsync(int configurations, int kills, Random random, CancellationToken cancellationToken)
    {
        await using ChaosSite site = new();
        ChaosProcess host = Start();
        await site.ReadyAsync(cancellationToken);
        ChaosStorage storage = new(site.Azurite.ConnectionString);
        StoredSeries series = (await new BarStore(storage.Accounts.Data, TimeProvider.System).WriteAsync(Market, 0, cancellationToken))!;
        string id = await CreateAsync(site, configurations, cancellationToken);
        for (int kill = 0; kill < kills; kill++)
        {
            int from = configurations * kill / kills;
            await site.UntilAsync($"api/queues/{id}", queue => Decided(queue) >= from, cancellationToken);
            await Task.Delay(random.Next(LastMilliseconds), cancellationToken);
            await host.KillAsync();
            host = Start();
        }

        await ChaosProcess.UnlessEndedAsync(site.UntilAsync($"api/queues/{id}", queue => queue.GetProperty("state").GetString() is "completed" or "crashed", cancellationToken), [host]);
        return await GridTables.ReadAsync(storage.Accounts.Data, id, new GridTables.SeriesName(Market.Symbol, Market.Timeframe, series.Fingerprint), cancellationToken);

        ChaosProcess Start() => site.StartHost((ChaosSettings.Trainer, ChaosSettings.ProductTrainer));
    }

    private static async Task<string> CreateAsync(ChaosSite site, int configurations, CancellationToken cancellationToken)
    {
        // Alphas far apart: models that are not alike, so that some beat others.
        string alphas = string.Join(", ", Enumerable.Range(0, configurations / 2).Select(i => Math.Pow(10, i - 1).ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        string grid = $"name: chaos\nmodels: [{{type: ridge, hyper_parameters: {{alpha: [{alphas}]}}}}]\nsymbols: {Market.Symbol}\ntimeframes: 1h\ndays: 90\nhorizons: [1, 3]\n";
        using HttpResponseMessage created = await site.PostAsync("api/queues", grid, cancellationToken, "application/yaml");
        string body = await created.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(created.IsSuccessStatusCode, body);
        using JsonDocument json = JsonDocument.Parse(body);
        string id = json.RootElement.GetProperty("id").GetString()!;
        using HttpResponseMessage started = await site.PostAsync($"api/queues/{id}/start", "", cancellationToken);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync(cancellationToken));
        return id;
    }

    private static int Decided(JsonElement queue)
    {
        JsonElement counters = queue.GetProperty("counters");
        return counters.GetProperty("completed").GetInt32() + counters.GetProperty("failed").GetInt32();
    }
}
