using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Storage.Ledgers;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>What this folder adds to a host.</summary>
internal static class JobServices
{
    public static void AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(JobSettingsFile.Gates.Load(configuration, GateReader.Read));
        services.TryAddSingleton(JobSettingsFile.Targets.Load(configuration, TargetSettings.Read));
        services.TryAddSingleton<JobPlanner>();
        services.TryAddSingleton<JobFolds>();
        services.TryAddSingleton<JobPublisher>();
        services.TryAddSingleton<JobCalibrator>();

        // These are public and what they are made of is not, so the container needs to be told.
        services.TryAddSingleton(provider => new JobActivities(
            Get<JobStore>(provider), Get<JobPlanner>(provider), Get<JobFolds>(provider), Get<JobPublisher>(provider), Get<FoldTaskStore>(provider), Get<LedgerStore>(provider),
            Get<TimeProvider>(provider), Get<ILogger<JobActivities>>(provider)));
        services.TryAddSingleton(provider => new JobService(
            Get<JobStore>(provider), Get<JobPlanner>(provider), Get<GateSettings>(provider), Get<AuditStore>(provider), Get<TimeProvider>(provider)));
        services.TryAddSingleton(provider => new JobViews(Get<JobStore>(provider), Get<JobFolds>(provider), Get<TargetSettings>(provider), Get<TimeProvider>(provider)));
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();
}
