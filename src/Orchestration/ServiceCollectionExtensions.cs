using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Orchestration.Health;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Health;

namespace ServerlessTraining.Orchestration;

/// <summary>Composes the product, the same way for every host.</summary>
public static class ServiceCollectionExtensions
{
    /// <exception cref="StorageConfigurationException">The settings are wrong; the message has every error.</exception>
    public static IServiceCollection AddServerlessTraining(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(StorageOptions.From(configuration));
        services.TryAddSingleton<StorageClients>();
        services.TryAddSingleton<StorageHealth>();
        services.TryAddSingleton(new NativeLibraryOptions { ManifestPath = RepositoryRoot.Find()?.NativeManifest });
        services.TryAddSingleton<NativeLibraryInventory>();
        services.TryAddSingleton<HealthService>();
        return services;
    }
}
