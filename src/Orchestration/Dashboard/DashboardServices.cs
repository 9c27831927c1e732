using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServerlessTraining.Orchestration.Dashboard;

/// <summary>What this folder adds to a host.</summary>
public static class DashboardServices
{
    /// <param name="options">Where the page lies; null looks for it. Those that are there already stay.</param>
    public static void AddDashboard(this IServiceCollection services, PageOptions? options = null)
    {
        services.TryAddSingleton(_ => options ?? PageOptions.Find());
        services.TryAddSingleton<PageFiles>();
        services.TryAddSingleton<PageRequests>();
    }
}
