using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Dashboard;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Feeds;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Health;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Orchestration.History.Detail;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Orchestration.Presets.Freshness;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Orchestration.Regimes;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Checkpoints;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Health;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.LiveModels;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Studies;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration;

/// <summary>Composes the product, the same way for every host.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>All of it: for the functions app, in Azure and on a laptop.</summary>
    /// <exception cref="StorageConfigurationException">The settings are wrong; the message has every error.</exception>
    /// <exception cref="Domain.Documents.DocumentException">The settings of the pipeline are wrong; the message has every error.</exception>
    public static IServiceCollection AddServerlessTraining(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddFoldTraining(configuration);
        services.TryAddSingleton(PipelineFile.Load(configuration));
        services.TryAddSingleton<StorageCleaner>();
        services.TryAddSingleton<HistoryPurger>();
        services.TryAddSingleton<StorageCleanup>();
        services.TryAddSingleton<StorageStatistics>();
        services.TryAddSingleton<StorageVerifier>();
        services.TryAddSingleton<StorageExporter>();
        services.TryAddSingleton<ModelCompressor>();
        services.TryAddSingleton<DailyHousekeeping>();
        services.TryAddSingleton<IFoldFileCheck, FoldFileCheck>();
        services.TryAddSingleton<FoldActivities>();
        services.TryAddSingleton<GridPlanner>();
        services.TryAddSingleton<GridActivities>();
        services.TryAddSingleton<ConfigurationPlanner>();
        services.TryAddSingleton<ConfigurationActivities>();
        services.TryAddSingleton<QueueLog>();
        services.TryAddSingleton<QueueService>();
        services.TryAddSingleton<QueueViews>();
        services.TryAddSingleton<QueueWatch>();
        services.TryAddSingleton<QueueAges>();
        services.TryAddSingleton<FoldFinder>();
        services.TryAddSingleton<ScoringCases>();
        // Its parts are internal, so the container cannot see its constructor.
        services.TryAddSingleton(provider => new RunScorer(
            provider.GetRequiredService<RunStore>(), provider.GetRequiredService<FoldFinder>(), provider.GetRequiredService<ScoringCases>(),
            provider.GetRequiredService<RegimeStore>(), provider.GetRequiredService<BacktestStore>(),
            provider.GetRequiredService<PipelineOptions>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RunScorer>>()));
        services.TryAddSingleton<RegimeBook>();
        services.TryAddSingleton<RegimePreviews>();
        services.TryAddSingleton<RegimeChampions>();
        services.TryAddSingleton<RegimeClassification>();
        services.TryAddSingleton<RunHistory>();
        services.TryAddSingleton<RunActions>();
        services.AddRunDetail();
        services.TryAddSingleton<TrialLedgers>();
        services.AddDecisions();
        services.AddBars();
        services.AddCosts(configuration);
        services.AddFeeds(configuration);
        services.AddLiveModels();
        services.AddJobs(configuration);
        services.AddCandles();
        services.AddStudies();
        services.AddPresets(configuration);
        services.AddPresetGeneration();
        services.AddPresetFreshness();
        services.AddDashboard();
        return services;
    }

    /// <summary>What a trainer needs: models and the data account, and nothing of the task hub.</summary>
    /// <exception cref="StorageConfigurationException">The settings are wrong; the message has every error.</exception>
    public static IServiceCollection AddFoldTraining(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        AddStorage(services, StorageAccountOptions.From(configuration));
        services.TryAddSingleton(new NativeLibraryOptions { ManifestPath = NativeFiles.FindManifest() });
        services.TryAddSingleton<NativeLibraryInventory>();
        services.TryAddSingleton<HealthService>();
        services.TryAddSingleton<QueueSignals>();
        services.TryAddSingleton<FoldMessenger>();
        services.TryAddSingleton(new FoldTaskOptions());
        services.TryAddSingleton(new FoldPumpOptions());
        services.TryAddSingleton(provider => ModelTypes.BuiltIn(provider.GetRequiredService<NativeLibraryOptions>()));
        services.TryAddSingleton(new FoldTrainerOptions());
        services.TryAddSingleton<MarketData>();
        services.TryAddSingleton<FoldCaseLoader>();
        services.TryAddSingleton<FoldFiles>();
        services.TryAddSingleton<FoldTrainer>();
        services.TryAddSingleton<CandleFiles>();
        services.TryAddSingleton<CandleTrainer>();
        services.TryAddSingleton<IFoldTrainer, FoldTrainerRouter>();
        services.AddPrices(configuration);
        services.TryAddSingleton<FoldTaskConsumer>();
        services.TryAddSingleton<FoldPump>();
        return services;
    }

    private static void AddStorage(IServiceCollection services, StorageAccountOptions options)
    {
        services.TryAddSingleton(options);
        // What is probed, and what a plain StorageClients is: the data account, which every process has. The task hub is asked for by name.
        services.TryAddSingleton(options.Data);
        services.TryAddSingleton(provider => new StorageAccounts(options, provider.GetRequiredService<TimeProvider>(), provider.GetService<ILogger<StorageClients>>()));
        services.TryAddSingleton(provider => provider.GetRequiredService<StorageAccounts>().Data);
        services.TryAddSingleton<StorageHealth>();
        services.TryAddSingleton<StorageSchema>();
        services.TryAddSingleton<Payloads>();
        services.TryAddSingleton<FoldTaskStore>();
        services.TryAddSingleton<BarStore>();
        services.TryAddSingleton<ModelStore>();
        services.TryAddSingleton<PredictionStore>();
        services.TryAddSingleton<BacktestStore>();
        services.TryAddSingleton<CheckpointStore>();
        services.TryAddSingleton<QueueStore>();
        services.TryAddSingleton<QueueLogStore>();
        services.TryAddSingleton<RunStore>();
        services.TryAddSingleton<TrainedConfigurationStore>();
        services.TryAddSingleton<RegimeStore>();
        services.TryAddSingleton<RegimeBestStore>();
        services.TryAddSingleton<AuditStore>();
        services.TryAddSingleton<LedgerStore>();
        services.TryAddSingleton<LiveModelStore>();
        services.TryAddSingleton<JobStore>();
        services.TryAddSingleton<CandleRunStore>();
        services.TryAddSingleton<PresetStore>();
        services.TryAddSingleton<PresetPlanStore>();
        services.TryAddSingleton<StudyStore>();
        services.TryAddSingleton<PresetComparisonStore>();
    }
}
