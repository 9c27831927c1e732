using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Tests.Folds;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>A run in storage, trained by the product's own consumer, in a market of its own.</summary>
internal sealed class ScorerScene : IAsyncDisposable
{
    private static readonly DateTimeOffset Created = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ScorerScene(ServiceProvider services, BarSeries bars, FoldPlan plan)
    {
        Services = services;
        Bars = bars;
        Plan = plan;
        RunId = $"run-{bars.Symbol}";
    }

    public ServiceProvider Services { get; }

    public BarSeries Bars { get; }

    public FoldPlan Plan { get; }

    public string RunId { get; }

    public RunScorer Scorer => Services.GetRequiredService<RunScorer>();

    public RunStore Runs => Services.GetRequiredService<RunStore>();

    /// <param name="trained">Whether the folds are trained; otherwise they are planned only.</param>
    public static async Task<ScorerScene> CreateAsync(AzuriteFixture azurite, string symbol, bool trained = true)
    {
        ServiceProvider services = await ServicesAsync(azurite);
        BarSeries bars = ScoringScene.MarketOf(symbol, seed: 11);
        Assert.NotNull(await services.GetRequiredService<BarStore>().WriteAsync(bars, revision: 0, Cancellation));
        ScorerScene scene = new(services, bars, FoldPlanner.Plan(bars, ScoringScene.Quick));
        TrainingConfiguration configuration = ScoringScene.Configuration(TrainingScene.Ridge, bars);
        string data = SeriesFingerprint.Of(bars);
        List<RunModel> models = [];
        foreach (int horizon in ScoringScene.Quick.Horizons)
        {
            TrainingConfiguration one = configuration.WithHorizon(horizon);
            List<RunFold> folds = [];
            foreach (Fold fold in scene.Plan.Folds)
            {
                FoldWork work = FoldWork.Of(one, data, scene.Plan, fold.Number, seed: 1);
                await services.GetRequiredService<FoldTaskStore>().PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), Cancellation);
                folds.Add(new RunFold(fold.Number, fold.Kind == FoldKind.Average, work.Key));
            }

            models.Add(new RunModel(horizon, one.Hash.ToString(), folds));
        }

        RunDetails details = new()
        {
            Recipe = new RunRecipe(configuration.CanonicalText, data, FoldOptionsText.Write(ScoringScene.Quick), scene.Plan.Key, Seed: 1, BuildInfo.Version)
            {
                Rules = new RunRules(),
            },
            Models = models,
        };
        StoredRun run = new(scene.RunId, bars.Symbol, bars.Timeframe, TrainingScene.Ridge, RunStatus.Running, Created) { Details = details.ToJson() };
        Assert.True(await scene.Runs.InsertAsync(run, Cancellation));
        if (trained) await scene.TrainAsync(models.SelectMany(model => model.Folds));
        return scene;
    }

    public async Task TrainAsync(IEnumerable<RunFold> folds)
    {
        foreach (RunFold fold in folds)
        {
            QueueOutcome handled = await Services.GetRequiredService<FoldTaskConsumer>()
                .HandleAsync(FoldScene.Message(new FoldTaskMessage(fold.Key, "instance", fold.Number).ToJson()), Cancellation);
            Assert.Equal(QueueOutcome.Done, handled);
        }
    }

    public Task<RunScoreReport> ScoreAsync() => Scorer.ScoreAsync(RunId, Cancellation);

    public async Task<StoredRun> RunAsync() => (await Runs.FindAsync(RunId, Cancellation))!;

    public async Task<RunDetails> DetailsAsync() => RunDetails.Of(await RunAsync())!;

    /// <summary>The rows of the run, as text.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        List<string> rows = [];
        await foreach (StoredBacktest row in Services.GetRequiredService<BacktestStore>().ListAsync(RunId, null, Cancellation))
        {
            rows.Add($"{row.Strategy} {row.Regime} {row.Score:R} {row.Trades} {row.Metrics}");
        }

        return rows;
    }

    public ValueTask DisposeAsync() => Services.DisposeAsync();

    private static async Task<ServiceProvider> ServicesAsync(AzuriteFixture azurite)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [Storage.Configuration.StorageOptions.SettingName] = azurite.Server.ConnectionString })
            .Build();
        ServiceProvider services = new ServiceCollection()
            .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>))
            .AddSingleton(TrainingScene.Natives)
            .AddSingleton(new PipelineOptions { MaxInferenceWorkers = 1 })
            .AddServerlessTraining(configuration)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
        await services.GetRequiredService<StorageSchema>().EnsureAsync(Cancellation);
        return services;
    }
}
