using ServerlessTraining.Models.Tests.OwnModel;

namespace ServerlessTraining.Models.Tests.Files;

/// <summary>Counts how often it is asked to load; the stump does the work.</summary>
internal sealed class SpyTrainer : IModelTrainer
{
    private readonly StumpTrainer stump = new();

    public string ModelType => stump.ModelType;

    public int Loads { get; private set; }

    /// <summary>What the stump is told to load, where that is not what the file says.</summary>
    public Func<SavedModel, SavedModel>? Change { get; init; }

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        stump.Train(request, progress, cancellation);

    public IModel Load(SavedModel saved)
    {
        Loads++;
        return stump.Load(Change?.Invoke(saved) ?? saved);
    }
}
