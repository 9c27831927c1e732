using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Decisions.Recovery;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.RegimeBests;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>Composes what decides on runs, sweeps their files and trains them again.</summary>
internal static class DecisionServices
{
    public static IServiceCollection AddDecisions(this IServiceCollection services)
    {
        services.TryAddSingleton<RunDeflation>();
        services.TryAddSingleton<IncumbentRescorer>();
        services.TryAddSingleton<VerdictWriter>();
        services.TryAddSingleton<NeededFolds>();
        services.TryAddSingleton<FoldPlaces>();
        services.TryAddSingleton<RecoveryFolds>();
        services.TryAddSingleton<RecoveryAudit>();

        // These are public and what they are made of is not, so the container needs to be told.
        services.TryAddSingleton(provider => new RunDecider(
            Get<RunStore>(provider), Get<RegimeBestStore>(provider), Get<RegimeStore>(provider), Get<RunDeflation>(provider), Get<IncumbentRescorer>(provider),
            Get<VerdictWriter>(provider)));
        services.TryAddSingleton(provider => new ModelSweeper(
            Get<RunStore>(provider), Get<FoldTaskStore>(provider), Get<NeededFolds>(provider), Get<FoldPlaces>(provider), Get<TimeProvider>(provider),
            Get<ILogger<ModelSweeper>>(provider)));
        services.TryAddSingleton(provider => new RunRestorer(
            Get<RecoveryFolds>(provider), Get<RecoveryAudit>(provider), Get<RunStore>(provider), Get<NeededFolds>(provider), Get<FoldPlaces>(provider),
            Get<ILogger<RunRestorer>>(provider)));
        services.TryAddSingleton(provider => new RunReproducer(
            Get<RecoveryFolds>(provider), Get<RecoveryAudit>(provider), Get<FoldTaskStore>(provider), Get<FoldPlaces>(provider), Get<ILogger<RunReproducer>>(provider)));
        services.TryAddSingleton(provider => new RunRecovery(Get<RecoveryFolds>(provider)));
        return services;
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();
}
