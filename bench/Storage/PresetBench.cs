using System.Globalization;
using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Storage;

/// <summary>Lists and searches of many presets, against an emulator of its own.</summary>
internal sealed class PresetBench : IBenchGroup
{
    private const int Versions = 500;
    private const int Presets = 10_000;
    private const int Runs = 9;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonDocument Content = JsonDocument.Parse("{}");
    private static readonly string[] Systems = ["poc16", "poc16+ma5", "v1", "v2"];
    private static readonly string[] Models = ["LightGBM", "XGBoost", "Ridge", "LSTM2Head", "RandomForest"];

    public string Name => "presets";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken)
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(cancellationToken);
        StorageClients clients = new(new StorageOptions { ConnectionString = azurite.ConnectionString });
        await new StorageSchema(clients).EnsureAsync(cancellationToken);
        PresetStore store = new(clients);
        PresetName many = PresetName.Parse("AAA_1h_v2_LightGBM_single_h1");
        for (int i = 1; i <= Versions; i++) await store.SaveAsync(Draft(many, i), Start, string.Create(CultureInfo.InvariantCulture, $"{i}"), cancellationToken);
        await ManyPresets.FillAsync(clients, [.. Enumerable.Range(1, Presets - 1).Select(i => Draft(NameOf(i), i))], Start, cancellationToken);
        return
        [
            new BenchRow("presets.history_500", await MedianAsync(async () => (await store.HistoryAsync(many, cancellationToken)).Latest, Versions), "ms"),
            await SearchAsync("presets.search_10000", new PresetFilter { Text = "number 7777", Sort = PresetSort.Metric }, 1),
            await SearchAsync("presets.search_10000.metric", new PresetFilter { MinMetric = 0.599, Sort = PresetSort.Metric }, 50),
            await SearchAsync("presets.search_10000.horizon", new PresetFilter { Horizon = 1, Architecture = "Ridge", Sort = PresetSort.Updated }, 50),
            await SearchAsync("presets.search_10000.symbol", new PresetFilter { Symbol = NameOf(4321).Symbol }, 50),
        ];

        async Task<BenchRow> SearchAsync(string name, PresetFilter filter, int found) =>
            new(name, await MedianAsync(async () => (await store.PageAsync(filter, 50, null, cancellationToken)).Items.Count, found), "ms");
    }

    private static PresetDraft Draft(PresetName name, int number) =>
        new(name, Content.RootElement, "fingerprint", string.Create(CultureInfo.InvariantCulture, $"the preset with the number {number}"))
        {
            BestMetric = 0.5 + (number / 100_000.0),
            Status = PresetStatus.Published,
        };

    /// <summary>100 symbols, 100 presets each.</summary>
    private static PresetName NameOf(int number)
    {
        int[] horizons = number % 2 == 0 ? [1 + (number / 2000 % 5)] : [1, 2 + (number / 2000 % 5)];
        string symbol = string.Create(CultureInfo.InvariantCulture, $"COIN{number % 100}");
        return PresetName.Create(Symbol.Parse(symbol), Timeframe.H1, Systems[number / 100 % 4], Models[number / 400 % 5], horizons);
    }

    private static async Task<double> MedianAsync(Func<Task<int>> call, int expected)
    {
        double[] times = new double[Runs];
        for (int i = 0; i < Runs; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            int found = await call();
            times[i] = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
            if (found != expected) throw new ServerlessTrainingException($"A search found {found} presets, and {expected} were there to be found.");
        }

        return Measure.Median(times);
    }
}
