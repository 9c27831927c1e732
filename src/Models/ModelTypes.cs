using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.LightGbm;
using ServerlessTraining.Models.Linear;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.XgBoost;

namespace ServerlessTraining.Models;

/// <summary>The model types of a process. Immutable, and safe for several threads: <see cref="With"/> makes a larger list.</summary>
public sealed class ModelTypes
{
    private readonly Dictionary<string, IModelTrainer> trainers;

    public ModelTypes(IEnumerable<IModelTrainer> trainers)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        this.trainers = [];
        foreach (IModelTrainer trainer in trainers)
        {
            if (!this.trainers.TryAdd(trainer.ModelType, trainer))
            {
                throw new ServerlessTrainingException(
                    $"Two trainers have the model type '{trainer.ModelType}': {this.trainers[trainer.ModelType].GetType()} and {trainer.GetType()}. Rename one.");
            }
        }
    }

    public IReadOnlyCollection<string> Names => trainers.Keys;

    /// <summary>Those that come with the product: a line for each. No native library is loaded before a type that stands on it trains or loads a model, so one that is missing
    /// stops no other type.</summary>
    public static ModelTypes BuiltIn(NativeLibraryOptions natives)
    {
        ArgumentNullException.ThrowIfNull(natives);
        return new ModelTypes(
        [
            new RandomForestTrainer(natives),
            new GradientBoostingTrainer(natives),
            new XgBoostTrainer(natives),
            new LightGbmTrainer(natives),
            new LinearTrainer(LinearFamily.LinearRegression),
            new LinearTrainer(LinearFamily.Ridge),
            new LinearTrainer(LinearFamily.Lasso),
            new LinearTrainer(LinearFamily.ElasticNet),
            new Lstm2HeadTrainer(natives),
        ]);
    }

    /// <summary>These and own ones.</summary>
    public ModelTypes With(params IEnumerable<IModelTrainer> own) => new(trainers.Values.Concat(own));

    public IModelTrainer Find(string modelType) => trainers.TryGetValue(modelType, out IModelTrainer? trainer)
        ? trainer
        : throw new ServerlessTrainingException($"'{modelType}' is not a model type. The model types are {string.Join(", ", trainers.Keys)}.");

    /// <summary>Why a model type that is here would not train with these options; null where it would, or is not here.</summary>
    public string? WhyNot(string modelType, HyperParameters options)
    {
        try
        {
            trainers.GetValueOrDefault(modelType)?.Check(options);
            return null;
        }
        catch (ServerlessTrainingException refusal)
        {
            return refusal.Message.TrimEnd('.');
        }
    }
}
