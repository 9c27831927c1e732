using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>What this folder adds to a host.</summary>
internal static class PresetServices
{
    /// <exception cref="Domain.ServerlessTrainingException">The keys that files are signed with are not set up; all that is wrong is told.</exception>
    public static void AddPresets(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(PresetSigning.From(configuration));
        services.TryAddSingleton<PresetService>();
        services.TryAddSingleton<PresetExport>();
        services.TryAddSingleton<PresetImport>();
        services.TryAddSingleton<PresetEnsembles>();
        services.TryAddSingleton<PresetRequests>();
    }
}
