using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A preset as the trainer takes it.</summary>
internal static class PresetConfigurations
{
    /// <summary>What a feature system does not read is put to the value that grids put it to.</summary>
    /// <exception cref="Domain.ServerlessTrainingException">The feature system is not known here, or a value is out of range.</exception>
    public static TrainingConfiguration Of(PresetName name, PresetContent content, int horizon)
    {
        FeatureSystem system = FeatureSystems.Parse(content.Features.System);
        return new TrainingConfiguration(
            content.Model.Type,
            system.ReadsEncoder ? content.Features.Encoder : FeatureEncoders.Absolute.Name,
            system.Name,
            system.ReadsIndicatorTimeframes ? content.Features.IndicatorTimeframes.Select(Timeframe.Parse) : [],
            name.Symbol,
            name.Timeframe,
            content.Training.Days,
            horizon,
            HyperParameters.Parse(content.HyperParameters));
    }
}
