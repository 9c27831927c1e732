using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Telemetry;

namespace ServerlessTraining.Orchestration.Costs;

/// <summary>What this folder adds to a host.</summary>
internal static class CostServices
{
    private static readonly SettingsFile Prices = new("prices", "PricesFile", "prices.yaml", "default, which has no price");

    /// <summary>What whoever trains needs: prices, and the meter of tries.</summary>
    public static void AddPrices(this IServiceCollection services, IConfiguration configuration)
    {
        string source = configuration[Prices.Setting] is { } chosen && !string.IsNullOrWhiteSpace(chosen) ? chosen.Trim() : $"configs/{Prices.Name}";
        services.TryAddSingleton(new CostBook(Prices.Load(configuration, PriceReader.Read), source));
        services.TryAddSingleton<FoldMeter>();
    }

    public static void AddCosts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddPrices(configuration);
        Func<FoldPumpOptions, FoldsAtATime> atATime = FoldsAtATime.From(configuration);
        services.TryAddSingleton(provider => atATime(provider.GetRequiredService<FoldPumpOptions>()));
        services.TryAddSingleton<PastFolds>();
        services.TryAddSingleton<QueueCosts>();
        services.TryAddSingleton<FoldEstimator>();
    }
}
