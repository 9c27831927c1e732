using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessTraining.Orchestration.Pipeline;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What this folder adds to a host.</summary>
internal static class CostServices
{
    private static readonly SettingsFile Prices = new("prices", "PricesFile", "prices.yaml", "default, which has no price");

    public static void AddCosts(this IServiceCollection services, IConfiguration configuration)
    {
        string source = configuration[Prices.Setting] is { } chosen && !string.IsNullOrWhiteSpace(chosen) ? chosen.Trim() : $"configs/{Prices.Name}";
        services.TryAddSingleton(new CostBook(Prices.Load(configuration, PriceReader.Read), source));
        services.TryAddSingleton<PastFolds>();
        services.TryAddSingleton<FoldEstimator>();
    }
}
