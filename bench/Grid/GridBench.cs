using System.Globalization;
using System.Text.Json;
using ServerlessTraining.Bench.Engine;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Grid;

/// <summary>A grid end to end on the local host, after a small one that warms it up: what it costs beside the fits that it is made of.</summary>
internal sealed class GridBench : IBenchGroup
{
    private const int Processors = 2;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly string BarsFile = Path.GetFullPath(Repository.PathOf("..", "shared", "data", "bars", "BTCUSDT_1h_2017-2022.csv.gz"));

    public string Name => "grid";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken)
    {
        if (!File.Exists(BarsFile)) throw new ServerlessTrainingException("The group grid trains on real bars, ../shared/data/bars/BTCUSDT_1h_2017-2022.csv.gz beside the clone, which are not there.");
        await using FileStream file = File.OpenRead(BarsFile);
        BarSeries bars = await BarCsvReader.ReadAsync(file, GridFits.Symbol, GridFits.Timeframe, MarketCalendar.Crypto, cancellationToken);
        GridFits fits = new(bars);
        double bare = fits.MeasureSeconds();

        await using BenchHost host = await BenchHost.StartAsync(cancellationToken);
        await host.ImportAsync(bars, cancellationToken);
        await TrainAsync(host, GridFits.WarmUp, cancellationToken);
        TimeSpan before = host.Cpu;
        TimeSpan emulatorBefore = host.EmulatorCpu;
        long start = TimeProvider.System.GetTimestamp();
        await TrainAsync(host, GridFits.Grid, cancellationToken);
        double wall = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        double cpu = (host.Cpu - before).TotalSeconds;
        double emulator = (host.EmulatorCpu - emulatorBefore).TotalSeconds;
        double ideal = (cpu + emulator) / Math.Min(Processors, Environment.ProcessorCount);
        return
        [
            new BenchRow("grid.cpu", cpu, "CPU s", bare, cpu / bare),
            new BenchRow("grid.emulator", emulator, "CPU s"),
            new BenchRow("grid.wall", wall, "s", ideal, wall / ideal),
        ];
    }

    private static async Task TrainAsync(BenchHost host, string grid, CancellationToken cancellationToken)
    {
        JsonElement created = await host.PostAsync("queues", grid, "application/yaml", cancellationToken);
        string id = created.GetProperty("id").GetString()!;
        await host.PostAsync($"queues/{id}/start", "", "application/json", cancellationToken);
        while (true)
        {
            JsonElement queue = await host.GetAsync($"queues/{id}", cancellationToken);
            string state = queue.GetProperty("state").GetString()!;
            int failed = queue.GetProperty("counters").GetProperty("failed").GetInt32();
            if (failed > 0 || state is "crashed" or "cancelled")
            {
                throw new ServerlessTrainingException(string.Create(CultureInfo.InvariantCulture, $"The queue is {state} with {failed} failed: {queue}"));
            }

            if (state == "completed") return;
            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }
    }
}
