using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.RegimeRules;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>What this folder adds to a host.</summary>
internal static class FreshnessServices
{
    public static void AddPresetFreshness(this IServiceCollection services)
    {
        services.TryAddSingleton<PresetFolds>();
        services.TryAddSingleton<PresetDrift>();
        services.TryAddSingleton<IReoptimizationPlans, ReoptimizationPlans>();
        services.TryAddSingleton<PresetUpkeep>();
        services.TryAddSingleton<PresetRecommender>();
        services.TryAddSingleton<PresetComparisonService>();

        // These are public and what they are made of is not, so the container needs to be told.
        services.TryAddSingleton(provider => new PresetFreshnessJudge(
            Get<PresetStore>(provider), Get<PresetService>(provider), Get<PresetDrift>(provider), Get<PipelineOptions>(provider), Get<TimeProvider>(provider)));
        services.TryAddSingleton(provider => new PresetReoptimizer(
            Get<PresetStore>(provider), Get<PresetService>(provider), Get<PresetFreshnessJudge>(provider), Get<IReoptimizationPlans>(provider), Get<PipelineOptions>(provider),
            Get<ILogger<PresetReoptimizer>>(provider)));
        services.TryAddSingleton(provider => new PresetPerformanceActivities(
            Get<PresetStore>(provider), Get<PresetService>(provider), Get<MarketData>(provider), Get<PresetFolds>(provider), Get<RegimeStore>(provider),
            Get<PipelineOptions>(provider), Get<ILogger<PresetPerformanceActivities>>(provider)));
        services.TryAddSingleton(provider => new PresetComparisonActivities(
            Get<PresetComparisonStore>(provider), Get<PresetService>(provider), Get<MarketData>(provider), Get<PresetFolds>(provider), Get<LedgerStore>(provider),
            Get<PipelineOptions>(provider), Get<TimeProvider>(provider), Get<ILogger<PresetComparisonActivities>>(provider)));
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();
}
