using ServerlessTraining.Domain;

namespace ServerlessTraining.Models;

/// <summary>The model types of a process.</summary>
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
                throw new ServerlessTrainingException($"Two trainers have the model type '{trainer.ModelType}': {this.trainers[trainer.ModelType].GetType()} and {trainer.GetType()}. Rename one.");
            }
        }
    }

    public IReadOnlyCollection<string> Names => trainers.Keys;

    public IModelTrainer Find(string modelType) => trainers.TryGetValue(modelType, out IModelTrainer? trainer)
        ? trainer
        : throw new ServerlessTrainingException($"'{modelType}' is not a model type. The model types are {string.Join(", ", trainers.Keys)}.");
}
