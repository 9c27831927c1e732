using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Trainer.Tests.Image;

/// <summary>Stores a market and puts folds of it onto the queues, as the orchestrator does, and looks at what became of them.</summary>
internal sealed class ImageWork : IAsyncDisposable
{
    private const int Bars = 5000;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private static readonly FoldOptions Folds = new() { Mode = FoldMode.Full, Horizons = [1, 3], MinTrainDays = 120, TestDays = 30 };
    private readonly ServiceProvider services;

    private ImageWork(ServiceProvider services) => this.services = services;

    private FoldTaskStore Tasks => services.GetRequiredService<FoldTaskStore>();

    public static async Task<ImageWork> OpenAsync(ImageFixture image, CancellationToken cancellationToken)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataStorage", image.ConnectionString)]).Build();
        ServiceProvider provider = new ServiceCollection().AddLogging().AddFoldTraining(configuration).BuildServiceProvider();
        await provider.GetRequiredService<StorageSchema>().EnsureAsync(cancellationToken);
        return new ImageWork(provider);
    }

    /// <summary>Stores bars under the symbol and sends their first fold.</summary>
    /// <returns>The fold's key.</returns>
    public async Task<string> SendAsync(string symbol, string model, string options, CancellationToken cancellationToken)
    {
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = Symbol.Parse(symbol), Seed = 7, Bars = Bars, SignalStrength = 0.6 }).Bars;
        Assert.NotNull(await services.GetRequiredService<BarStore>().WriteAsync(bars, revision: 0, cancellationToken));
        TrainingConfiguration configuration = new(model, "normalized", "v1", [], bars.Symbol, Timeframe.H1, days: 365, horizon: 3, HyperParameters.Parse(options));
        FoldWork work = FoldWork.Of(configuration, SeriesFingerprint.Of(bars), FoldPlanner.Plan(bars, Folds), fold: 1, seed: 5);
        await Tasks.PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), cancellationToken);
        await services.GetRequiredService<FoldMessenger>().SendTaskAsync(FoldDevice.Cpu, new FoldTaskMessage(work.Key, "waiting", 1), cancellationToken);
        return work.Key;
    }

    public async Task<FoldTaskRow> RowAsync(string key, CancellationToken cancellationToken) => (await Tasks.FindAsync(key, cancellationToken))!;

    public async Task<FoldOutcome> OutcomeAsync(string key, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<FoldOutcome>((await Tasks.FindOutcomeAsync(key, cancellationToken))!, ApiJson.Options)!;

    /// <summary>Waits until a trainer has begun to learn.</summary>
    public async Task WhenTrainingAsync(string key, ImageTrainer trainer, CancellationToken cancellationToken)
    {
        while (await RowAsync(key, cancellationToken) is not { State: FoldTaskState.Running, Progress: > 0 })
        {
            Assert.False(trainer.HasExited, trainer.HasExited ? (await trainer.ExitAsync(cancellationToken)).Text : "");
            await Task.Delay(Poll, TimeProvider.System, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
