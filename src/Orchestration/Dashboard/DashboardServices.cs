using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessTraining.Orchestration.Dashboard;

/// <summary>What this folder adds to a host.</summary>
internal static class DashboardServices
{
    public static void AddDashboard(this IServiceCollection services)
    {
        services.TryAddSingleton(_ => PageOptions.Find());
        services.TryAddSingleton<PageFiles>();
        services.TryAddSingleton<PageRequests>();
    }
}
