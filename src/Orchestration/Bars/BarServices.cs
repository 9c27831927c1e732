using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>What this folder adds to a host.</summary>
internal static class BarServices
{
    public static void AddBars(this IServiceCollection services)
    {
        services.TryAddSingleton<BarService>();
        services.TryAddSingleton<BarStretches>();
        services.TryAddSingleton<BarRequests>();
    }
}
