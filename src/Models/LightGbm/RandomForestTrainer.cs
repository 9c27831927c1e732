using ServerlessTraining.Domain;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>`random_forest`: LightGBM's `rf` mode, the mean of trees grown on drawn rows and features; see <see cref="RandomForestOptions"/>. It has no early stopping, because
/// more trees do not overfit: a tune part only gives the learning curve.</summary>
public sealed class RandomForestTrainer(LightGbmLibrary library) : IModelTrainer
{
    private readonly TreeModelKind kind = LightGbmTraining.Kind("random_forest", library);

    public string ModelType => kind.ModelType;

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        LightGbmPlan plan = RandomForestOptions.Read(request.Options).ToPlan();
        LightGbmTraining training = new(library.Functions, plan, request, progress, cancellation);
        return kind.Train(request, target => WithSplits(training.Train(target)));
    }

    public IModel Load(SavedModel saved) => kind.Load(saved);

    /// <summary>LightGBM counts a tree of a forest that found no split as a forecast of 0, not of the mean, and the forest would be off without a word.</summary>
    private static TrainedTrees WithSplits(TrainedTrees trained)
    {
        if (trained.Trees.File.AsSpan().IndexOf("\nnum_leaves=1\n"u8) < 0) return trained;
        trained.Trees.Dispose();
        throw new ServerlessTrainingException(
            $"A tree of the forest for {trained.Trees.Target} found no split. "
            + "Fit on more rows, make min_data_in_leaf smaller or bagging_fraction larger, or look for features that never change.");
    }
}
