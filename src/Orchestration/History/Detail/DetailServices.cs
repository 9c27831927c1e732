using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>Composes what shows one run closely.</summary>
internal static class DetailServices
{
    public static IServiceCollection AddRunDetail(this IServiceCollection services)
    {
        services.TryAddSingleton<RunTracer>();
        services.TryAddSingleton<FoldManifests>();

        // These are public and what they are made of is not, so the container needs to be told.
        services.TryAddSingleton(provider => new RunEquity(Get<RunStore>(provider), Get<BacktestStore>(provider), Get<RunTracer>(provider)));
        services.TryAddSingleton(provider => new RunLearning(Get<RunStore>(provider), Get<FoldManifests>(provider)));
        services.TryAddSingleton(provider => new RunArtifacts(
            Get<RunStore>(provider), Get<ModelStore>(provider), Get<PredictionStore>(provider), Get<BacktestStore>(provider), Get<FoldManifests>(provider)));
        return services;
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();
}
