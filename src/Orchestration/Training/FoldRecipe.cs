using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>What the names in a configuration stand for in this program.</summary>
internal sealed record FoldRecipe(IModelTrainer Trainer, FeatureSystem FeatureSystem, FeatureOptions FeatureOptions)
{
    /// <exception cref="ServerlessTrainingException">A name is not known here; all of them are told.</exception>
    public static FoldRecipe Of(TrainingConfiguration configuration, ModelTypes types)
    {
        List<string> errors = [];
        IModelTrainer? trainer = Found(() => types.Find(configuration.Model), errors);
        FeatureSystem? system = Found(() => FeatureSystems.Parse(configuration.FeatureSystem), errors);
        FeatureEncoder? encoder = system is { ReadsEncoder: true } ? Found(() => FeatureEncoders.Parse(configuration.Encoder), errors) : FeatureOptions.Default.Encoder;
        FeatureOptions options = new()
        {
            Encoder = encoder ?? FeatureOptions.Default.Encoder,
            IndicatorTimeframes = system is { ReadsIndicatorTimeframes: true } ? configuration.IndicatorTimeframes : null,
        };
        Found(() => options.TimeframesFor(configuration.Timeframe), errors);
        return errors.Count == 0
            ? new FoldRecipe(trainer!, system!, options)
            : throw new ServerlessTrainingException($"The configuration cannot be trained by this program. {string.Join(' ', errors)}");
    }

    private static T? Found<T>(Func<T> find, List<string> errors)
        where T : class
    {
        try
        {
            return find();
        }
        catch (ServerlessTrainingException error)
        {
            errors.Add(error.Message);
            return null;
        }
    }
}
