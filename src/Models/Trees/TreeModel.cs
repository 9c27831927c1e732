using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Trees;

/// <summary>One ensemble of trees a target. A prediction runs on the caller's thread alone; several callers may predict at once.</summary>
internal sealed class TreeModel(TreeModelKind kind, IReadOnlyList<string> featureNames, IReadOnlyList<TargetTrees> trees, TrainingReport report) : IModel
{
    private bool isDisposed;

    public string ModelType => kind.ModelType;

    public IReadOnlyList<string> FeatureNames { get; } = [.. featureNames];

    public IReadOnlyList<Target> Targets { get; } = [.. trees.Select(one => one.Target)];

    public int History => 0;

    public TrainingReport Report => report;

    public void Predict(FeatureMatrix features, RowRange rows, Target target, Span<double> predictions)
    {
        PredictionInput.Check(this, features, rows, target, predictions.Length);
        if (rows.IsEmpty) return;
        trees.First(one => one.Target == target).Predictor.Predict(features.Rows(rows.First..rows.End), predictions);
        if (target.Kind != TargetKind.Direction) return;

        // A mean of shares can be beyond 1 by a rounding.
        foreach (ref double probability in predictions) probability = Math.Clamp(probability, 0, 1);
    }

    public IReadOnlyDictionary<string, byte[]> ToFiles()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return trees.ToDictionary(one => kind.FileOf(one.Target), one => one.File);
    }

    public void Dispose()
    {
        isDisposed = true;
        foreach (TargetTrees one in trees) one.Dispose();
    }
}
