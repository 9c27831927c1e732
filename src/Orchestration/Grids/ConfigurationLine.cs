using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>A configuration in one line for people: `lightgbm BTCUSDT 1h, 90 days, horizon 3, v1 {"num_leaves":31}`.</summary>
public static class ConfigurationLine
{
    public static string Of(TrainingConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        string options = configuration.HyperParameters.Json is "{}" ? "" : $" {configuration.HyperParameters.Json}";
        return $"{configuration.Model} {configuration.Symbol} {configuration.Timeframe}, {configuration.Days} days, horizon {configuration.Horizon}, {configuration.FeatureSystem}{options}";
    }
}
