using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models.Trees;

/// <summary>What the model types of trees share: a file of trees for each target, trained and read by a native library.</summary>
public abstract class TreeTrainer : IModelTrainer
{
    private readonly TreeModelKind kind;

    private protected TreeTrainer(string modelType, string extension) => kind = new TreeModelKind(modelType, extension, Open);

    public string ModelType => kind.ModelType;

    public abstract void Check(HyperParameters options);

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        return kind.Train(request, Start(request, progress, cancellation));
    }

    public IModel Load(SavedModel saved) => kind.Load(saved);

    /// <summary>Reads the options; what it gives trains a target.</summary>
    private protected abstract Func<Target, TrainedTrees> Start(TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation);

    /// <summary>Reads the file of a target, which may be a stranger's: what would bring the library down is refused before.</summary>
    private protected abstract ITreePredictor Open(byte[] file);
}
