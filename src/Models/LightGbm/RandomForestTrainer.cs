using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>`random_forest`: LightGBM's `rf` mode, the mean of trees grown on drawn rows and features; see <see cref="RandomForestOptions"/>. It has no early stopping, because
/// more trees do not overfit: a tune part only gives the learning curve.</summary>
/// <param name="natives">Where LightGBM is listed; it is loaded with the first training or model.</param>
public sealed class RandomForestTrainer(NativeLibraryOptions natives) : TreeTrainer("random_forest", LightGbmTraining.Extension)
{
    private readonly NativeBinding<LightGbmFunctions> library = LightGbmFunctions.Bind(natives);

    public override void Check(HyperParameters options) => RandomForestOptions.Read(options);

    private protected override Func<Target, TrainedTrees> Start(TrainingRequest request, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        LightGbmPlan plan = RandomForestOptions.Read(request.Options).ToPlan();
        LightGbmTraining training = new(library.For(ModelType), plan, request, progress, cancellation);
        return target => WithSplits(training.Train(target));
    }

    private protected override ITreePredictor Open(byte[] file) => LightGbmTrees.Read(file);

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
