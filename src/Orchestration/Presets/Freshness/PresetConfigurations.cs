using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A preset as the trainer takes it.</summary>
internal static class PresetConfigurations
{
    /// <exception cref="Domain.ServerlessTrainingException">The feature system is not known here, or a value is out of range.</exception>
    public static TrainingConfiguration Of(PresetName name, PresetContent content, int horizon) => TrainingConfiguration.Of(
        content.Model.Type,
        FeatureSystems.Parse(content.Features.System),
        content.Features.Encoder,
        content.Features.IndicatorTimeframes.Select(Timeframe.Parse),
        name.Symbol,
        name.Timeframe,
        content.Training.Days,
        horizon,
        HyperParameters.Parse(content.HyperParameters));
}
