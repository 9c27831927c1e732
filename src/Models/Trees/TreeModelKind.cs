using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Trees;

/// <summary>What differs between models of trees once they are trained.</summary>
/// <param name="ModelType">As in <see cref="IModelTrainer.ModelType"/>.</param>
/// <param name="Extension">Of the file of each target.</param>
/// <param name="Open">Reads such a file.</param>
internal sealed record TreeModelKind(string ModelType, string Extension, Func<byte[], ITreePredictor> Open)
{
    public string FileOf(Target target) => $"{target.Name}.{Extension}";

    /// <summary>Trains the targets one after the other, and frees those that are done where a later one fails or is cancelled.</summary>
    public TreeModel Train(TrainingRequest request, Func<Target, TrainedTrees> train)
    {
        List<TrainedTrees> trained = [];
        try
        {
            foreach (Target target in request.Targets) trained.Add(train(target));
            TrainingReport report = new([.. trained.Select(one => one.Curve)], [.. trained.SelectMany(one => one.Importance)])
            {
                Notes = [.. trained.Select(one => one.Note).OfType<string>()],
            };
            return new TreeModel(this, request.Fit.Features.Names, [.. trained.Select(one => one.Trees)], report);
        }
        catch
        {
            foreach (TrainedTrees one in trained) one.Trees.Dispose();
            throw;
        }
    }

    public TreeModel Load(SavedModel saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        List<TargetTrees> trees = [];
        try
        {
            foreach (Target target in saved.Targets) trees.Add(OpenFile(saved, target));
            return new TreeModel(this, saved.FeatureNames, trees, saved.Report);
        }
        catch
        {
            foreach (TargetTrees one in trees) one.Dispose();
            throw;
        }
    }

    private TargetTrees OpenFile(SavedModel saved, Target target)
    {
        string name = FileOf(target);
        if (!saved.Files.TryGetValue(name, out byte[]? file))
        {
            string found = saved.Files.Count == 0 ? "none" : string.Join(", ", saved.Files.Keys);
            throw new ServerlessTrainingException($"This {ModelType} model has no file '{name}' for {target}. It has {found}.");
        }

        TargetTrees trees;
        try
        {
            trees = new TargetTrees(target, file, Open(file));
        }
        catch (ServerlessTrainingException error)
        {
            throw new ServerlessTrainingException($"The file '{name}' of this {ModelType} model cannot be read: {error.Message}", error);
        }

        int count = trees.Predictor.FeatureCount;
        if (count == saved.FeatureNames.Count) return trees;
        trees.Dispose();
        throw new ServerlessTrainingException(
            $"The file '{name}' of this {ModelType} model was trained on {count} features, but its manifest lists {saved.FeatureNames.Count}: they do not belong together.");
    }
}
