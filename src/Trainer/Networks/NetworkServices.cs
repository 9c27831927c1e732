using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Trainer.Networks;

/// <summary>Composes the choice of the device. Before the product's own services, which take the place of nothing that is there.</summary>
internal static class NetworkServices
{
    public static IServiceCollection AddNetworks(this IServiceCollection services, IConfiguration configuration)
    {
        NetworkOptions options = NetworkOptions.From(configuration);
        services.AddSingleton(provider => NetworkChoice.Make(options, provider.GetService<IGpu>()));
        services.AddSingleton(provider => new FoldTrainerOptions { Device = provider.GetRequiredService<NetworkChoice>().Device });
        services.AddSingleton(provider => provider.GetRequiredService<NetworkChoice>().Types(provider.GetRequiredService<NativeLibraryOptions>()));
        return services;
    }
}
