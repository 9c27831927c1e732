using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Models;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What this folder adds to a host.</summary>
internal static class StudyServices
{
    public static void AddStudies(this IServiceCollection services)
    {
        services.TryAddSingleton<StudyPlanner>();
        services.TryAddSingleton<StudyJudge>();
        services.TryAddSingleton<StudyResults>();
        services.TryAddSingleton<StudyViews>();
        services.TryAddSingleton<StudyService>();

        // These are public and what they are made of is not, so the container needs to be told.
        services.TryAddSingleton(provider => new StudyStarter(
            Get<StudyStore>(provider), Get<StudyPlanner>(provider), Get<ModelTypes>(provider), Get<TimeProvider>(provider), Get<ILogger<StudyStarter>>(provider)));
        services.TryAddSingleton(provider => new StudyActivities(
            Get<StudyStore>(provider), Get<StudyPlanner>(provider), Get<StudyJudge>(provider), Get<LedgerStore>(provider), Get<TimeProvider>(provider),
            Get<ILogger<StudyActivities>>(provider)));
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();
}
