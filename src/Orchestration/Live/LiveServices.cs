using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessTraining.Orchestration.Live;

/// <summary>What this folder adds to a host.</summary>
internal static class LiveServices
{
    public static void AddLiveModels(this IServiceCollection services)
    {
        services.TryAddSingleton<ModelForecast>();
        services.TryAddSingleton<LiveModels>();
        services.TryAddSingleton<LiveForecasts>();
    }
}
