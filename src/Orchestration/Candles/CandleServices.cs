using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What this folder adds to a host.</summary>
internal static class CandleServices
{
    public static void AddCandles(this IServiceCollection services)
    {
        services.TryAddSingleton<CandlePlanner>();
        services.TryAddSingleton<CandleLooks>();
        services.TryAddSingleton<CandleBatches>();
        services.TryAddSingleton<CandleAdviser>();

        // Their parts are internal, so the container cannot see their constructors.
        services.TryAddSingleton(provider => new CandleActivities(
            provider.GetRequiredService<CandleRunStore>(), provider.GetRequiredService<CandlePlanner>(), provider.GetRequiredService<FoldTaskStore>(),
            provider.GetRequiredService<CandleFiles>(), provider.GetRequiredService<CandleLooks>(), provider.GetRequiredService<FoldTaskOptions>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CandleActivities>>()));
        services.TryAddSingleton(provider => new CandleRuns(
            provider.GetRequiredService<CandleRunStore>(), provider.GetRequiredService<CandlePlanner>(), provider.GetRequiredService<FoldTaskStore>(),
            provider.GetRequiredService<CandleFiles>(), provider.GetRequiredService<LiveModels>(), provider.GetRequiredService<ModelForecast>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
