using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>What this folder adds to a host.</summary>
internal static class GenerationServices
{
    public static void AddPresetGeneration(this IServiceCollection services)
    {
        services.TryAddSingleton<IPresetStudies>(provider => new PresetStudies(
            Get<StudyStarter>(provider), Get<StudyResults>(provider), Get<StudyStore>(provider), Get<StudyPlanner>(provider), Get<FoldTaskStore>(provider)));
        services.TryAddSingleton<PlanDrafter>();
        services.TryAddSingleton<HeldOutPlanner>();
        services.TryAddSingleton(provider => new HeldOutJudge(Get<MarketData>(provider), Get<FoldFinder>(provider), Get<RunDeflation>(provider), Get<ModelTypes>(provider)));
        services.TryAddSingleton<PresetPublisher>();

        // These are public and what they are made of is not, so the container needs to be told.
        services.TryAddSingleton(provider => new PresetActivities(
            Get<PresetPlanStore>(provider), Get<IPresetStudies>(provider), Get<MarketData>(provider), Get<HeldOutPlanner>(provider), Get<HeldOutJudge>(provider),
            Get<PresetPublisher>(provider), Get<FoldTaskStore>(provider), Get<TimeProvider>(provider), Get<ILogger<PresetActivities>>(provider)));
        services.TryAddSingleton(provider => new PresetGenerator(
            Get<PresetPlanStore>(provider), Get<PlanDrafter>(provider), Get<IPresetStudies>(provider), Get<PresetActivities>(provider), Get<AuditStore>(provider),
            Get<TimeProvider>(provider)));
        services.TryAddSingleton(provider => new PlanViews(Get<PresetPlanStore>(provider), Get<IPresetStudies>(provider), Get<TimeProvider>(provider)));
    }

    private static T Get<T>(IServiceProvider provider)
        where T : notnull => provider.GetRequiredService<T>();
}
