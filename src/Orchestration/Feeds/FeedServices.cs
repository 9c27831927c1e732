using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Storage.Feeds;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>What this folder adds to a host.</summary>
internal static class FeedServices
{
    public static void AddFeeds(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(FeedOptions.From(configuration, RepositoryRoot.Find()));
        services.TryAddSingleton<FeedStore>();
        services.TryAddSingleton<KlinesClient>();
        services.TryAddSingleton<KlinesReader>();
        services.TryAddSingleton<DropFolder>();

        // Its parts are of this project only, which the container does not take for a constructor's.
        services.TryAddSingleton(provider => new FeedPuller(
            provider.GetRequiredService<FeedOptions>(), provider.GetRequiredService<FeedStore>(), provider.GetRequiredService<DropFolder>(),
            provider.GetRequiredService<KlinesReader>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FeedPuller>>()));
        services.TryAddSingleton<FeedRequests>();
    }
}
